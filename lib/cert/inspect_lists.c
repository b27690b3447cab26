/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "cert/inspect_part.h"
#include "cert/settings.h"
#include "ext/http_api.h"
#include "os/dir.h"
#include "os/file.h"

static struct mc_err *add_list(struct mc_inspection *inspection, const char *path)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (inspection->list_count >= MC_INSPECT_MAX_LISTS)
		return mc_err_new(MC_E_INPUT, _("these are more than %u status lists"), MC_INSPECT_MAX_LISTS);
	MC_TRY(mc_buf_read_file(&text, path, MC_VERIFY_MAX_LIST_BYTES));
	*MC_VEC_ADD(inspection->lists, inspection->list_count, inspection->list_capacity) =
		mc_arena_copy(&inspection->arena, text.ptr, text.len);
	return NULL;
}

/* The folder from here upwards that has a school.json, or NULL; nothing else of the school is read. */
static const char *find_school(struct mc_inspection *inspection)
{
	char *here = realpath(".", NULL);
	MC_AUTOTEXT memory = here;
	MC_AUTO(mc_buf) up = MC_BUF_INIT;

	for (const char *slash = here; slash; slash = strchr(slash + 1, '/')) {
		MC_AUTOTEXT file = mc_path_join(up.ptr, MC_SCHOOL_FILE);

		if (mc_file_is_regular(file))
			return mc_arena_strdup(&inspection->arena, up.len ? up.ptr : ".");
		mc_buf_addz(&up, up.len ? "/.." : "..");
	}
	return NULL;
}

static struct mc_err *add_own(struct mc_inspection *inspection)
{
	const char *school = find_school(inspection);
	MC_AUTO(mc_dir) dir = MC_DIR_INIT;

	if (!school)
		return NULL;
	MC_AUTOTEXT issuers = mc_path_join(school, MC_CERT_ISSUERS_FILE);
	MC_AUTOTEXT folder = mc_path_join(school, MC_CERT_STATUS_FOLDER);

	if (!mc_file_is_regular(issuers))
		return NULL;
	MC_TRY(mc_issuers_read(&inspection->issuers, issuers));
	inspection->school = school;
	if (!mc_file_is_dir(folder))
		return NULL;
	MC_TRY(mc_dir_read_files(&dir, folder));
	for (size_t i = 0; i < dir.count; i++) {
		MC_AUTOTEXT path = mc_path_join(folder, dir.names[i]);

		if (mc_str_is_match("*.json", dir.names[i]))
			MC_TRY(add_list(inspection, path));
	}
	return NULL;
}

struct mc_err *mc_inspect_gather(struct mc_inspection *inspection, const struct mc_inspect_wanted *wanted)
{
	for (size_t i = 0; i < wanted->issuer_file_count; i++)
		MC_TRY(mc_issuers_read(&inspection->issuers, wanted->issuer_files[i]));
	for (size_t i = 0; i < wanted->status_file_count; i++)
		MC_TRY(add_list(inspection, wanted->status_files[i]));
	return wanted->issuer_file_count ? NULL : add_own(inspection);
}

static const char *words_of(const struct mc_http_api_answer *answer)
{
	switch (answer->outcome) {
	case MC_HTTP_API_ANSWERED:
		return answer->status == 200 ? NULL : _("there is no list at its address");
	case MC_HTTP_API_UNKNOWN:
	case MC_HTTP_API_REFUSED:
		return _("its address cannot be reached");
	case MC_HTTP_API_UNTRUSTED:
		return _("this computer does not trust the server of its address");
	case MC_HTTP_API_BROKEN:
	case MC_HTTP_API_LATE:
	case MC_HTTP_API_MALFORMED:
		return _("the server of its address did not give a whole answer");
	case MC_HTTP_API_TOO_LARGE:
		return _("what is at its address is too large");
	case MC_HTTP_API_ELSEWHERE:
		return _("its address sends on to another server, which is not asked");
	case MC_HTTP_API_UNSAFE:
		return _("its address is not one of https");
	}
	return NULL;
}

struct mc_err *mc_inspect_fetch(bool *is_new, struct mc_inspection *inspection, const char *url)
{
	static const char *const headers[] = {
		"Accept: application/vc, application/ld+json, application/json"
	};
	struct mc_http_api_config config = MC_HTTP_API_CONFIG;
	const struct mc_http_api_request request = {
		.method = "GET", .url = url, .headers = headers, .header_count = 1
	};
	MC_AUTOPTR(mc_http_api) api = NULL;
	MC_AUTO(mc_http_api_answer) answer = MC_HTTP_API_ANSWER_INIT;

	*is_new = false;
	for (size_t i = 0; i < inspection->fetched_count; i++)
		if (!strcmp(inspection->fetched[i], url))
			return NULL;
	if (inspection->fetched_count >= MC_INSPECT_MAX_LISTS)
		return NULL;
	config.body_bytes = MC_VERIFY_MAX_LIST_BYTES;
	MC_TRY(mc_http_api_open(&api, &config));
	mc_http_api_ask(&answer, api, &request);
	inspection->trouble[inspection->fetched_count] = words_of(&answer);
	inspection->fetched[inspection->fetched_count++] = mc_arena_strdup(&inspection->arena, url);
	if (answer.outcome != MC_HTTP_API_ANSWERED || answer.status != 200)
		return NULL;
	*MC_VEC_ADD(inspection->lists, inspection->list_count, inspection->list_capacity) =
		mc_arena_copy(&inspection->arena, answer.body.ptr, answer.body.len);
	*is_new = true;
	return NULL;
}
