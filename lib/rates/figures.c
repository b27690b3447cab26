/* SPDX-License-Identifier: MIT */
#include "rates/figures.h"

#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "rates/remember.h"

static const struct mc_figures_kind *const kinds[] = {
#define X(constant, name, stem) &mc_figures_##stem,
	MC_FIGURES_KINDS(X)
#undef X
};

void mc_figures_release(struct mc_figures *report)
{
	mc_disclosure_release(&report->disclosure);
	mc_sheet_release(&report->sheet);
	mc_cohorts_release(&report->cohorts);
	*report = (struct mc_figures)MC_FIGURES_INIT;
}

static struct mc_err *find_kind(const struct mc_figures_kind **kind, const char *name)
{
	const char *names[MC_COUNT(kinds)];

	for (size_t i = 0; i < MC_COUNT(kinds); i++) {
		names[i] = kinds[i]->name;
		if (!strcmp(kinds[i]->name, name)) {
			*kind = kinds[i];
			return NULL;
		}
	}
	struct mc_err *err = mc_err_new(MC_E_USAGE, _("there is no report '%s'"), name);
	const char *nearest = mc_str_nearest(name, names, MC_COUNT(names));

	return nearest ? mc_err_hint(err, _("did you mean '%s'?"), nearest)
		       : mc_err_hint(err, _("there are: %s"), MC_FIGURES_NAMES);
}

static const char *describe(struct mc_figures *report)
{
	const struct mc_figures_wanted *wanted = report->wanted;

	if (wanted->cohort)
		return mc_arena_format(&report->sheet.arena, _("cohort %s, as of %s"), wanted->cohort,
				       wanted->as_of);
	return mc_arena_format(&report->sheet.arena,
			       NP_("%zu cohort, as of %s", "%zu cohorts, as of %s", report->cohorts.count),
			       report->cohorts.count, wanted->as_of);
}

static void start_sheet(struct mc_figures *report)
{
	struct mc_sheet *sheet = &report->sheet;

	sheet->title = mc_sheet_copy(sheet, _(report->kind->title));
	sheet->subtitle = describe(report);
}

static void end_sheet(struct mc_figures *report)
{
	const char *stamp = mc_audience_stamp(report->wanted->audience);
	const char *note = mc_disclosure_note(&report->disclosure);
	MC_AUTOTEXT text = mc_format(_("definition: %s"), MC_RATES_DEFINITION);

	if (!report->is_final)
		mc_sheet_add_stamp(&report->sheet, _("PROVISIONAL"));
	if (stamp)
		mc_sheet_add_stamp(&report->sheet, stamp);
	if (note)
		mc_sheet_add_note(&report->sheet, note);
	mc_sheet_add_note(&report->sheet, text);
}

struct mc_err *mc_figures_make(struct mc_figures *report, const struct mc_office *office,
			       const struct mc_figures_wanted *wanted)
{
	int32_t day = 0;

	MC_TRY(find_kind(&report->kind, wanted->kind));
	if (!mc_date_read(&day, wanted->as_of))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is not a day"), wanted->as_of), "%s",
				   _("write it as year-month-day: 2026-01-12"));
	report->wanted = wanted;
	report->school = &office->school;
	MC_TRY(mc_cohorts_read(&report->cohorts, office->records, wanted->cohort));
	if (report->cohorts.count == 0)
		return mc_err_hint(mc_err_new(MC_E_NOTHING, "%s", _("the school has no cohort yet")), "%s",
				   _("'migracode cohort create' makes one"));
	start_sheet(report);
	MC_TRY(report->kind->make(report, office->records));
	MC_TRY(mc_figures_remember(report, office->records));
	end_sheet(report);
	return NULL;
}

void mc_figures_write_json(struct mc_buf *out, const struct mc_figures *report)
{
	MC_AUTOTEXT schema = mc_format("migracode/report-%s/v1", report->kind->name);
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", schema);
	mc_json_key_text(&writer, "definition", MC_RATES_DEFINITION);
	mc_json_key(&writer, "cohorts");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < report->cohorts.count; i++)
		mc_json_text(&writer, report->cohorts.items[i].id);
	mc_json_end(&writer);
	mc_json_key_text(&writer, "as_of", report->wanted->as_of);
	mc_json_key_text(&writer, "audience", mc_audience_names[report->wanted->audience]);
	report->kind->write(&writer, report);
	mc_json_key_bool(&writer, "final", report->is_final);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
