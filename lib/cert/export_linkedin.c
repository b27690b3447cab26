/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cert/export.h"
#include "credential/qr_text.h"

/* Source: RFC 3986, 2.3: what needs no escape. */
static void add_escaped(struct mc_buf *url, const char *text)
{
	static const char digits[] = "0123456789ABCDEF";

	for (const unsigned char *c = (const void *)text; *c; c++) {
		bool is_plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
				(*c >= '0' && *c <= '9') || strchr("-._~", *c);

		if (is_plain) {
			mc_buf_addc(url, (char)*c);
		} else {
			mc_buf_addc(url, '%');
			mc_buf_addc(url, digits[*c >> 4]);
			mc_buf_addc(url, digits[*c & 15]);
		}
	}
}

static void add_parameter(struct mc_buf *url, const char *name, const char *value)
{
	if (!value)
		return;
	mc_buf_addf(url, "&%s=", name);
	add_escaped(url, value);
}

/* Year and month of a moment, the month without a zero before it. */
static void add_month(struct mc_buf *url, const char *year_name, const char *month_name, const char *moment)
{
	if (!moment || strlen(moment) < 7)
		return;
	mc_buf_addf(url, "&%s=%.4s&%s=%.*s", year_name, moment, month_name, moment[5] == '0' ? 1 : 2,
		    moment + (moment[5] == '0' ? 6 : 5));
}

/* The link of the printed QR code: no server is told what stands behind '#'. */
static struct mc_err *add_link(struct mc_buf *url, struct mc_cert_export *export,
			       const struct mc_seal_asker *asker)
{
	struct mc_cabinet *cabinet = &export->cabinet;
	const struct mc_cert_entry *entry = &export->entries.items[0];
	const char *awarded = export->badge.awarded_on ? export->badge.awarded_on : export->badge.valid_from;
	const char *day = mc_arena_format(&export->arena, "%.10s", awarded);
	const struct mc_str credential = { export->bytes.ptr, export->bytes.len };
	MC_AUTO(mc_buf) link = MC_BUF_INIT;

	MC_TRY(mc_keyring_open(&cabinet->keyring, &cabinet->office.school, &cabinet->settings,
			       cabinet->office.records, asker));
	MC_TRY(mc_qr_text_add(&link, cabinet->settings.verify_url, credential, entry->id, day,
			      export->badge.status_list, export->badge.status_index, &cabinet->keyring.key));
	add_parameter(url, "certUrl", link.ptr);
	return NULL;
}

struct mc_err *mc_cert_export_linkedin(struct mc_buf *url, struct mc_cert_export *export,
				       const struct mc_seal_asker *asker)
{
	const struct mc_badge *badge = &export->badge;

	mc_buf_addz(url, "https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME");
	add_parameter(url, "name", badge->name);
	add_parameter(url, "organizationName", badge->issuer.name);
	add_month(url, "issueYear", "issueMonth", badge->awarded_on);
	add_month(url, "expirationYear", "expirationMonth", badge->valid_until);
	add_parameter(url, "certId", export->entries.items[0].id);
	return export->cabinet.settings.verify_url ? add_link(url, export, asker) : NULL;
}
