/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "ext/json_write.h"
#include "rates/overview.h"
#include "rates/roll.h"

/* Standings of one cohort by gender. */
static const char *const genders[MC_GENDER_COUNT] = { "f", "m", "n", "unknown" };

/* ---- one cohort, for people ---- */

static void add_standings(struct mc_sheet *sheet, const struct mc_overview *o)
{
	const char *const columns[] = { _("standing"),	 _("women"),	 _("men"),
					_("non-binary"), _("not known"), _("all") };
	struct mc_sheet_table *table =
		mc_sheet_add_table(sheet, "standings", _("Learners"), columns, MC_COUNT(columns));
	const struct mc_standings sum = mc_standings_sum(o->rates.standings);

	for (size_t i = 0; i < MC_STANDING_COUNT; i++) {
		if (sum.counts[i] == 0)
			continue;
		struct mc_cell *cells = mc_sheet_add_row(sheet, table, mc_standing_text((enum mc_standing)i));

		for (size_t g = 0; g < MC_GENDER_COUNT; g++)
			cells[1 + g] = mc_cell_count(o->rates.standings[g].counts[i]);
		cells[1 + MC_GENDER_COUNT] = mc_cell_count(sum.counts[i]);
	}
}

static void add_exits(struct mc_sheet *sheet, const struct mc_overview *o)
{
	const char *const columns[] = { _("reason"), _("learners") };

	if (o->exit_count == 0)
		return;
	struct mc_sheet_table *table =
		mc_sheet_add_table(sheet, "exits", _("Who left"), columns, MC_COUNT(columns));

	for (size_t i = 0; i < o->exit_count; i++)
		mc_sheet_add_row(sheet, table, o->exits[i].reason)[1] = mc_cell_count(o->exits[i].count);
}

static void add_day(struct mc_sheet *sheet, struct mc_sheet_table *table, const char *what, const char *day)
{
	if (day)
		mc_sheet_add_row(sheet, table, what)[1] = mc_cell_text(sheet, day);
}

static void add_days(struct mc_sheet *sheet, const struct mc_cohort *cohort)
{
	const char *const columns[] = { _("what"), _("day") };
	struct mc_sheet_table *table =
		mc_sheet_add_table(sheet, "days", _("Days"), columns, MC_COUNT(columns));

	add_day(sheet, table, _("start"), cohort->start_on);
	add_day(sheet, table, _("last day of leaving without having been enrolled"), cohort->census_on);
	add_day(sheet, table, _("graduating on time, up to"), cohort->on_time_by);
	add_day(sheet, table, _("graduating within one and a half times, up to"), cohort->late_by);
	add_day(sheet, table, _("figures are final from"), cohort->final_on);
	add_day(sheet, table, _("closed"), cohort->closed_on);
}

static void add_sessions(struct mc_sheet *sheet, const struct mc_overview *o)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_buf_addf(&text, _("Sessions: %lld held, %lld to come, %lld cancelled."), (long long)o->held,
		    (long long)o->planned, (long long)o->cancelled);
	if (o->unmarked > 0)
		mc_buf_addf(&text,
			    NP_(" %lld was held and has no marks.", " %lld were held and have no marks.",
				o->unmarked),
			    (long long)o->unmarked);
	if (o->next_session)
		mc_buf_addf(&text, _(" The next one is %s, on %s."), o->next_session, o->next_on);
	mc_sheet_add_text(sheet, text.ptr);
	mc_buf_reset(&text);
	mc_buf_addf(&text,
		    NP_("%lld learner of another cohort goes on here and is counted there.",
			"%lld learners of other cohorts go on here and are counted there.", o->moved_in),
		    (long long)o->moved_in);
	if (o->moved_in > 0)
		mc_sheet_add_text(sheet, text.ptr);
}

/* What is to be done next; the first thing that is missing. */
static void add_next(struct mc_buf *out, const struct mc_overview *o)
{
	const struct mc_cohort *cohort = &o->cohorts.items[0];
	const struct mc_standings sum = mc_standings_sum(o->rates.standings);
	bool is_over = strcmp(o->as_of, cohort->on_time_by) >= 0;

	if (mc_standings_started(&sum) + sum.counts[MC_NOT_STARTED] == 0)
		mc_buf_addf(out, _("next: migracode learner import --cohort %s <file.csv>\n"), cohort->id);
	else if (o->held + o->planned == 0)
		mc_buf_addf(out, _("next: migracode session import --cohort %s <file.csv>\n"), cohort->id);
	else if (o->first_unmarked)
		mc_buf_addf(out, _("next: migracode attendance mark %s --present <learners>\n"),
			    o->first_unmarked);
	else if (is_over && sum.counts[MC_STILL] > 0)
		mc_buf_addf(out, _("next: migracode graduate check --cohort %s\n"), cohort->id);
	else if (!cohort->closed_on && mc_rates_is_final(cohort, o->as_of))
		mc_buf_addf(out, _("next: migracode cohort close %s --on %s\n"), cohort->id, o->as_of);
	else
		mc_buf_addf(out, _("next: migracode report graduation --cohort %s\n"), cohort->id);
}

void mc_overview_print_text(struct mc_buf *out, const struct mc_overview *o)
{
	const struct mc_cohort *cohort = &o->cohorts.items[0];
	MC_AUTO(mc_sheet) sheet = MC_SHEET_INIT;
	MC_AUTO(mc_buf) title = MC_BUF_INIT;

	mc_buf_addf(&title, _("Cohort %s on %s"), cohort->id, o->as_of);
	sheet.title = mc_sheet_copy(&sheet, title.ptr);
	if (cohort->title)
		sheet.subtitle = mc_sheet_copy(&sheet, cohort->title);
	add_days(&sheet, cohort);
	add_standings(&sheet, o);
	add_exits(&sheet, o);
	add_sessions(&sheet, o);
	mc_sheet_write(out, &sheet, MC_SHEET_TEXT, NULL);
	mc_buf_addc(out, '\n');
	add_next(out, o);
}

/* ---- for programs ---- */

static void write_cohort(struct mc_json_writer *writer, const struct mc_cohort *cohort)
{
	mc_json_key_text(writer, "cohort", cohort->id);
	mc_json_key_text(writer, "title", cohort->title);
	mc_json_key_text(writer, "kind", cohort->kind);
	mc_json_key_text(writer, "start_on", cohort->start_on);
	mc_json_key_int(writer, "length_days", cohort->length_days);
	mc_json_key_int(writer, "census_day", cohort->census_day);
	mc_json_key_text(writer, "census_on", cohort->census_on);
	mc_json_key_text(writer, "on_time_by", cohort->on_time_by);
	mc_json_key_text(writer, "late_by", cohort->late_by);
	mc_json_key_text(writer, "final_on", cohort->final_on);
	mc_json_key_text(writer, "closed_on", cohort->closed_on);
}

static void write_standings(struct mc_json_writer *writer, const struct mc_standings *standings)
{
	mc_json_start(writer, '{');
	for (size_t i = 0; i < MC_STANDING_COUNT; i++)
		mc_json_key_int(writer, mc_standing_words[i], standings->counts[i]);
	mc_json_end(writer);
}

static void write_sessions(struct mc_json_writer *writer, const struct mc_overview *o)
{
	mc_json_key(writer, "sessions");
	mc_json_start(writer, '{');
	mc_json_key_int(writer, "held", o->held);
	mc_json_key_int(writer, "planned", o->planned);
	mc_json_key_int(writer, "cancelled", o->cancelled);
	mc_json_key_int(writer, "unmarked", o->unmarked);
	mc_json_key_text(writer, "next", o->next_session);
	mc_json_key_text(writer, "next_on", o->next_on);
	mc_json_end(writer);
}

void mc_overview_print_json(struct mc_buf *out, const struct mc_overview *o)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);
	const struct mc_standings sum = mc_standings_sum(o->rates.standings);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/cohort/v1");
	write_cohort(&writer, &o->cohorts.items[0]);
	mc_json_key_text(&writer, "as_of", o->as_of);
	mc_json_key(&writer, "standings");
	write_standings(&writer, &sum);
	mc_json_key(&writer, "by_gender");
	mc_json_start(&writer, '{');
	for (size_t g = 0; g < MC_GENDER_COUNT; g++) {
		mc_json_key(&writer, genders[g]);
		write_standings(&writer, &o->rates.standings[g]);
	}
	mc_json_end(&writer);
	mc_json_key(&writer, "exits");
	mc_json_start(&writer, '{');
	for (size_t i = 0; i < o->exit_count; i++)
		mc_json_key_int(&writer, o->exits[i].reason, o->exits[i].count);
	mc_json_end(&writer);
	mc_json_key_int(&writer, "moved_in", o->moved_in);
	write_sessions(&writer, o);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}

/* ---- all cohorts ---- */

void mc_overview_list_text(struct mc_buf *out, const struct mc_cohorts *cohorts, const struct mc_rates *rates,
			   const char *as_of)
{
	const char *const columns[] = { _("cohort"),	_("start"),    _("on time by"), _("started"),
					_("graduated"), _("learning"), _("left"),	_("closed") };
	MC_AUTO(mc_sheet) sheet = MC_SHEET_INIT;
	MC_AUTO(mc_buf) title = MC_BUF_INIT;

	mc_buf_addf(&title, _("Cohorts on %s"), as_of);
	sheet.title = mc_sheet_copy(&sheet, title.ptr);
	struct mc_sheet_table *table =
		mc_sheet_add_table(&sheet, "cohorts", _("Cohorts"), columns, MC_COUNT(columns));

	for (size_t i = 0; i < cohorts->count; i++) {
		const struct mc_cohort *cohort = &cohorts->items[i];
		const struct mc_standings sum = mc_standings_sum(rates[i].standings);
		struct mc_cell *cells = mc_sheet_add_row(&sheet, table, cohort->id);

		cells[1] = mc_cell_text(&sheet, cohort->start_on);
		cells[2] = mc_cell_text(&sheet, cohort->on_time_by);
		cells[3] = mc_cell_count(mc_standings_started(&sum));
		cells[4] = mc_cell_count(mc_standings_graduated(&sum));
		cells[5] = mc_cell_count(sum.counts[MC_STILL]);
		cells[6] = mc_cell_count(sum.counts[MC_LEFT_BY_CENSUS] + sum.counts[MC_EXCLUDED] +
					 sum.counts[MC_WITHDRAWN]);
		cells[7] = mc_cell_text(&sheet, cohort->closed_on ? cohort->closed_on : "");
	}
	if (cohorts->count > 0)
		mc_sheet_write(out, &sheet, MC_SHEET_TEXT, NULL);
	else
		mc_buf_addf(out, "%s\n",
			    _("there are no cohorts; next: migracode cohort create --id <id> --start <day> "
			      "--length-days <n>"));
}

void mc_overview_list_json(struct mc_buf *out, const struct mc_cohorts *cohorts, const struct mc_rates *rates,
			   const char *as_of)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/cohorts/v1");
	mc_json_key_text(&writer, "as_of", as_of);
	mc_json_key(&writer, "cohorts");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < cohorts->count; i++) {
		const struct mc_standings sum = mc_standings_sum(rates[i].standings);

		mc_json_start(&writer, '{');
		write_cohort(&writer, &cohorts->items[i]);
		mc_json_key(&writer, "standings");
		write_standings(&writer, &sum);
		mc_json_end(&writer);
	}
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
