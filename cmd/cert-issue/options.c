/* SPDX-License-Identifier: MIT */
#include "cmd/cert-issue/options.h"

#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/time.h"
#include "carrier/carrier.h"
#include "cli/passphrase.h"
#include "os/clock.h"

static struct mc_err *take_format(unsigned *formats, const char *name, size_t len)
{
	for (unsigned kind = 0; kind < MC_CARRIER_COUNT; kind++) {
		if (strlen(mc_carrier_names[kind]) == len && !memcmp(mc_carrier_names[kind], name, len)) {
			*formats |= 1u << kind;
			return NULL;
		}
	}
	return mc_err_hint(mc_err_new(MC_E_USAGE, _("unknown kind of file '%.*s'"), (int)len, name), "%s",
			   _("choose of json, pdf, png, svg, jwt"));
}

/* "json,pdf" and "--format json --format pdf" are the same. */
struct mc_err *mc_issue_read_formats(unsigned *formats, const struct mc_opt_list *list)
{
	*formats = list->count ? 0 : 1u << MC_CARRIER_JSON | 1u << MC_CARRIER_PDF | 1u << MC_CARRIER_PNG;
	for (size_t i = 0; i < list->count; i++) {
		for (const char *name = list->items[i];; name++) {
			size_t len = strcspn(name, ",");

			MC_TRY(take_format(formats, name, len));
			name += len;
			if (!*name)
				break;
		}
	}
	return NULL;
}

struct mc_err *mc_issue_read_moment(struct mc_buf *moment, const char *date, const char *at)
{
	int64_t ms = mc_clock_unix_ms();
	int32_t day = MC_DATE_NONE;

	if (date && !mc_date_read(&day, date))
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("'%s' is not a day"), date), "%s",
				   _("write it as 2026-01-12"));
	if (at && !mc_time_read_ms(&ms, at))
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("'%s' is not a moment"), at), "%s",
				   _("write it as 2026-05-12T10:00:00Z"));
	if (date)
		mc_buf_addf(moment, "%sT00:00:00Z", date);
	else
		mc_time_add(moment, ms / 1000);
	return NULL;
}

static struct mc_err *read_pades(struct mc_cms_key **key, const char *path, const struct mc_buf *passphrase)
{
	MC_AUTO(mc_buf) p12 = MC_BUF_INIT;

	MC_TRY(mc_buf_read_file(&p12, path, MC_CMS_MAX_FILE));
	struct mc_err *err = mc_cms_key_open(key, (struct mc_str){ p12.ptr, p12.len }, passphrase->ptr,
					     mc_clock_unix_ms() / 1000);

	mc_seal_wipe(&p12);
	return err ? mc_err_wrap(err, "%s", path) : NULL;
}

struct mc_err *mc_issue_open_pades(struct mc_cms_key **key, const char *path, const char *passphrase_path)
{
	const struct mc_passphrase from = { .file = passphrase_path };
	MC_AUTO(mc_buf) passphrase = MC_BUF_INIT;
	struct mc_err *err = mc_passphrase_get(&passphrase, &from, path, false);

	if (!err)
		err = read_pades(key, path, &passphrase);
	mc_seal_wipe(&passphrase);
	return err;
}
