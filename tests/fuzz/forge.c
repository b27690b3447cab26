/* SPDX-License-Identifier: MIT */
/* What a host of repositories says: headers of limits and pages, descriptions of repositories; and addresses.
 */
#include <stdint.h>

#include "forge/forge_parts.h"
#include "forge/post.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_repositories(const char *bytes, size_t len)
{
	const struct mc_forge_kind *const kinds[] = { &mc_forge_github, &mc_forge_gitlab, &mc_forge_forgejo };
	MC_AUTOPTR(mc_json) json = NULL;

	mc_err_drop(mc_json_open(&json, NULL, bytes, len));
	if (!json)
		return;
	for (size_t i = 0; i < MC_COUNT(kinds); i++) {
		struct mc_forge_repository repository = { 0 };

		(void)kinds[i]->read_repository(&repository, mc_json_root(json));
	}
}

static void read_addresses(const char *text)
{
	MC_AUTO(mc_forge_address) address = { 0 };
	MC_AUTO(mc_forge_place) place = MC_FORGE_PLACE_INIT;

	mc_err_drop(mc_forge_address_read(&address, text));
	(void)mc_forge_place_read(&place, text);
	(void)mc_forge_is_address(text);
	(void)mc_http_api_is_at(text, "https://forge.example");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_forge_limit limit;
	struct mc_str url;

	mc_buf_add(&text, data, size);
	struct mc_str bytes = { text.ptr, text.len };

	mc_forge_limit_read(&limit, size % 2 ? 403 : 429, bytes, bytes, 2000000000);
	(void)mc_forge_next_page(&url, bytes);
	read_repositories(text.ptr, text.len);
	read_addresses(text.ptr);
	return 0;
}
