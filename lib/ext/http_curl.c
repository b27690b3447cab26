/* SPDX-License-Identifier: MIT */
#include "ext/http_curl.h"

#include "base/i18n.h"
#include "ext/late.h"

struct mc_err *mc_curl_load(struct mc_curl *curl, long flags)
{
	const struct mc_late_call calls[] = {
#define X(name) { "curl_" #name, &curl->name },
		MC_CURL_CALLS(X)
#undef X
	};

	MC_TRY_AS(mc_late_load(MC_CURL_SONAME, "libcurl4", calls, MC_COUNT(calls)), "%s",
		  _("servers cannot be asked"));
	if (curl->global_init(flags) != CURLE_OK)
		return mc_err_new(MC_E_TOOL, _("servers cannot be asked"));
	return NULL;
}
