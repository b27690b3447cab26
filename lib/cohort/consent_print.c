/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "cohort/consent.h"
#include "ext/json_write.h"

void mc_consents_print_text(struct mc_buf *out, const struct mc_consents *consents)
{
	for (size_t i = 0; i < consents->count; i++) {
		const struct mc_consent *consent = &consents->items[i];

		mc_buf_addf(out, "%-12s", consent->purpose);
		if (consent->given_on)
			mc_buf_addf(out, _("  given on %s"), consent->given_on);
		if (consent->version)
			mc_buf_addf(out, _(", text %s"), consent->version);
		if (consent->lang)
			mc_buf_addf(out, _(" in '%s'"), consent->lang);
		if (consent->withdrawn_on)
			mc_buf_addf(out, _("  withdrawn on %s"), consent->withdrawn_on);
		if (consent->taken_by)
			mc_buf_addf(out, _("  (recorded by %s)"), consent->taken_by);
		mc_buf_addc(out, '\n');
	}
	if (consents->count == 0)
		mc_buf_addz(out, _("no consent is recorded\n"));
	mc_buf_addz(out, _("consent is needed for:\n"));
	for (unsigned i = 0; i < MC_PURPOSE_COUNT; i++) {
		if (mc_purpose_needs_consent((enum mc_purpose)i))
			mc_buf_addf(out, "  %-12s %s\n", mc_purpose_names[i],
				    mc_purpose_about((enum mc_purpose)i));
	}
}

void mc_consents_print_json(struct mc_buf *out, const char *learner, const struct mc_consents *consents)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/consents/v1");
	mc_json_key_text(&writer, "learner", learner);
	mc_json_key(&writer, "consents");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < consents->count; i++) {
		const struct mc_consent *consent = &consents->items[i];

		mc_json_start(&writer, '{');
		mc_json_key_text(&writer, "purpose", consent->purpose);
		mc_json_key_text(&writer, "version", consent->version);
		mc_json_key_text(&writer, "lang", consent->lang);
		mc_json_key_text(&writer, "given_on", consent->given_on);
		mc_json_key_text(&writer, "withdrawn_on", consent->withdrawn_on);
		mc_json_key_text(&writer, "taken_by", consent->taken_by);
		mc_json_end(&writer);
	}
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
