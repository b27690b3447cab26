/* SPDX-License-Identifier: MIT */
#include "cert/register_print.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "sheet/sheet.h"

static const char *words_of(enum mc_cert_state state)
{
	static const char *const words[MC_CERT_STATE_COUNT] = {
		[MC_CERT_VALID] = N_("valid"),
		[MC_CERT_SUSPENDED] = N_("suspended"),
		[MC_CERT_REVOKED] = N_("revoked"),
	};

	return _(words[state]);
}

static enum mc_cell_tone tone_of(enum mc_cert_state state)
{
	static const enum mc_cell_tone tones[MC_CERT_STATE_COUNT] = {
		[MC_CERT_VALID] = MC_TONE_GOOD,
		[MC_CERT_SUSPENDED] = MC_TONE_PART,
		[MC_CERT_REVOKED] = MC_TONE_BAD,
	};

	return tones[state];
}

enum { DAY = 10, SHORT_ID = 13 };

static struct mc_cell day_cell(struct mc_sheet *sheet, const char *moment)
{
	return mc_cell_text(sheet, mc_arena_format(&sheet->arena, "%.*s", DAY, moment ? moment : ""));
}

static void fill(struct mc_sheet *sheet, struct mc_sheet_table *table, const struct mc_cert_entry *entry,
		 const char *name, bool has_names)
{
	/* As much as a terminal has room for, and more than commands ask for. */
	const char *id = mc_arena_format(&sheet->arena, "%.*s", SHORT_ID, entry->id);
	struct mc_cell *cell = mc_sheet_add_row(sheet, table, id) + 1;

	*cell++ = mc_cell_text(sheet, entry->learner);
	if (has_names)
		*cell++ = mc_cell_text(sheet, name ? name : "");
	*cell++ = mc_cell_text(sheet, entry->cohort);
	*cell++ = day_cell(sheet, entry->issued_at);
	*cell++ = day_cell(sheet, entry->valid_until);
	*cell = mc_cell_text(sheet, words_of(entry->state));
	cell->tone = tone_of(entry->state);
}

void mc_cert_register_print_text(struct mc_buf *out, const struct mc_cert_entries *entries,
				 const char *const *names)
{
	const char *with[] = { _("certificate"), _("learner"), _("name"), _("cohort"),
			       _("issued"),	 _("until"),   _("state") };
	const char *without[] = { with[0], with[1], with[3], with[4], with[5], with[6] };
	MC_AUTO(mc_sheet) sheet = MC_SHEET_INIT;

	if (entries->count == 0) {
		mc_buf_addz(out, _("no certificate was issued\n"));
		return;
	}
	struct mc_sheet_table *table =
		names ? mc_sheet_add_table(&sheet, "certificates", "", with, MC_COUNT(with))
		      : mc_sheet_add_table(&sheet, "certificates", "", without, MC_COUNT(without));

	for (size_t i = 0; i < entries->count; i++)
		fill(&sheet, table, &entries->items[i], names ? names[i] : NULL, names);
	mc_sheet_write(out, &sheet, MC_SHEET_TEXT, NULL);
}

void mc_cert_entry_print_text(struct mc_buf *out, const struct mc_cert_entry *entry)
{
	mc_buf_addf(out, _("certificate  %s\n"), entry->id);
	mc_buf_addf(out, _("learner      %s, cohort %s\n"), entry->learner, entry->cohort);
	mc_buf_addf(out, _("achievement  %s, in '%s'\n"), entry->achievement, entry->lang);
	mc_buf_addf(out, _("issued       %s\n"), entry->issued_at);
	if (entry->valid_until)
		mc_buf_addf(out, _("valid until  %s\n"), entry->valid_until);
	mc_buf_addf(out, _("state        %s"), words_of(entry->state));
	if (entry->changed_at)
		mc_buf_addf(out, _(", since %s"), entry->changed_at);
	mc_buf_addf(out, _("\nstatus list  %lld, number %lld\n"), (long long)entry->list,
		    (long long)entry->index);
	mc_buf_addf(out, _("key          %s\n"), entry->method);
}

/* ---- for programs ---- */

static void add_text(struct mc_json_writer *writer, const char *key, const char *text)
{
	if (text)
		mc_json_key_text(writer, key, text);
}

void mc_cert_entry_write(struct mc_json_writer *writer, const struct mc_cert_entry *entry)
{
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "certificate", entry->id);
	mc_json_key_text(writer, "learner", entry->learner);
	mc_json_key_text(writer, "cohort", entry->cohort);
	mc_json_key_text(writer, "achievement", entry->achievement);
	mc_json_key_text(writer, "lang", entry->lang);
	mc_json_key_text(writer, "issued_at", entry->issued_at);
	add_text(writer, "valid_until", entry->valid_until);
	add_text(writer, "rule_set", entry->rule_set);
	mc_json_key_int(writer, "decision", entry->decision);
	mc_json_key_text(writer, "method", entry->method);
	add_text(writer, "status_url", entry->status_url);
	mc_json_key_int(writer, "list", entry->list);
	mc_json_key_int(writer, "index", entry->index);
	mc_json_key_text(writer, "hash", entry->hash);
	mc_json_key_text(writer, "state", mc_cert_states[entry->state]);
	add_text(writer, "changed_at", entry->changed_at);
	add_text(writer, "note", entry->note);
	mc_json_end(writer);
}

void mc_cert_register_print_json(struct mc_buf *out, const struct mc_cert_entries *entries)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/certificates/v1");
	mc_json_key(&writer, "certificates");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < entries->count; i++)
		mc_cert_entry_write(&writer, &entries->items[i]);
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
