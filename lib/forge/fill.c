/* SPDX-License-Identifier: MIT */
#include "forge/forge_parts.h"

#include <string.h>

/* Appends text, escaped for a path or a query: RFC 3986, unreserved characters stay. */
static void escape(struct mc_buf *out, const char *text, const char *stays)
{
	for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
		bool is_letter = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z');
		bool is_plain = is_letter || (*at >= '0' && *at <= '9') || strchr("-._~", *at) != NULL;

		if (is_plain || strchr(stays, *at))
			mc_buf_addc(out, (char)*at);
		else
			mc_buf_addf(out, "%%%02X", *at);
	}
}

static void fill(struct mc_buf *out, struct mc_str name, const struct mc_forge_names *names)
{
	const struct {
		const char *name;
		const char *text;
		const char *stays;
	} texts[] = {
		{ "owner", names->owner, "" },	  { "group", names->owner, "" },
		{ "repo", names->repo, "/" },	  { "project", names->repo, "" },
		{ "branch", names->branch, "" },  { "file", names->file, "/" },
		{ "file_word", names->file, "" },
	};

	for (size_t i = 0; i < MC_COUNT(texts); i++) {
		if (mc_str_is_equal(name, mc_str(texts[i].name)))
			escape(out, texts[i].text, texts[i].stays);
	}
	if (mc_str_is_equal(name, mc_str("n")))
		mc_buf_add_int(out, names->n);
	if (mc_str_is_equal(name, mc_str("id")))
		mc_buf_add_int(out, names->id);
}

char *mc_forge_fill(const char *place, const struct mc_forge_names *names)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	for (const char *at = place; *at;) {
		size_t plain = strcspn(at, "{");
		size_t name = strcspn(at + plain, "}");

		mc_buf_add(&out, at, plain);
		at += plain;
		if (*at == 0)
			break;
		fill(&out, (struct mc_str){ at + 1, name - 1 }, names);
		at += name + 1;
	}
	return mc_buf_take(&out);
}
