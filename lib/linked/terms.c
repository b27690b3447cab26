/* SPDX-License-Identifier: MIT */
#include "linked/terms.h"

#include <string.h>

const struct mc_context mc_contexts[] = {
	{ "https://www.w3.org/ns/credentials/v2", &mc_terms_credentials },
	{ "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", &mc_terms_open_badges },
	{ "https://w3id.org/security/data-integrity/v2", &mc_terms_data_integrity },
	{ NULL, NULL },
};

const struct mc_scope *mc_context_find(const char *url)
{
	const struct mc_context *context = mc_contexts;

	while (context->url && strcmp(context->url, url) != 0)
		context++;
	return context->scope;
}

const struct mc_term *mc_scope_find(const struct mc_scope *scope, const char *name)
{
	size_t from = 0, to = scope->count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		int order = strcmp(name, scope->terms[middle].name);

		if (order == 0)
			return &scope->terms[middle];
		if (order < 0)
			to = middle;
		else
			from = middle + 1;
	}
	return NULL;
}
