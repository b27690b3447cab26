/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "cohort/attendance.h"
#include "rates/figures.h"
#include "rates/line.h"

/* The marks, in the order of the columns. */
enum mark { PRESENT, LATE, EXCUSED, ABSENT, MARKS };

static const char *const mark_names[MARKS] = { "present", "late", "excused", "absent" };

/* A week, from Monday. */
struct week {
	char monday[MC_DATE_TEXT];
	int64_t sessions;
	int64_t marks[MARKS];
	int64_t learners; /* who had a mark in the session with the most of them: at least so many people */
	size_t people;	  /* the same, in the disclosure */
	struct mc_figure told;
};

/* Weeks, and what they add up to. */
struct attendance {
	struct week *weeks;
	size_t count;
	size_t capacity;
	struct week total;
	struct mc_rule_policy policy;
};

/* ---- counting ---- */

struct session {
	char id[80];
	int64_t learners;
};

static void monday_of(char monday[MC_DATE_TEXT], const char *day)
{
	int32_t date = 0;

	(void)mc_date_read(&date, day);
	mc_date_text(monday, date - (mc_date_weekday(date) - 1));
}

static struct week *week_of(struct attendance *a, const char *held_on)
{
	char monday[MC_DATE_TEXT];

	monday_of(monday, held_on);
	if (a->count == 0 || strcmp(a->weeks[a->count - 1].monday, monday) != 0) {
		struct week *week = MC_VEC_ADD(a->weeks, a->count, a->capacity);

		*week = (struct week){ .sessions = 0 };
		memcpy(week->monday, monday, sizeof(monday));
	}
	return &a->weeks[a->count - 1];
}

static void count_marks(struct attendance *a, const struct mc_query *query, struct session *session)
{
	struct week *week = week_of(a, mc_query_text(query, 0));
	const char *id = mc_query_text(query, 1);
	const char *status = mc_query_text(query, 2);
	int64_t count = mc_query_int(query, 3);

	if (strcmp(session->id, id) != 0) {
		(void)snprintf(session->id, sizeof(session->id), "%s", id);
		session->learners = 0;
		week->sessions++;
	}
	for (size_t i = 0; i < MARKS; i++) {
		if (strcmp(status, mark_names[i]) != 0)
			continue;
		week->marks[i] += count;
		session->learners += count;
	}
	if (session->learners > week->learners)
		week->learners = session->learners;
}

struct counting {
	struct mc_figures *report;
	struct mc_records *records;
	struct attendance *attendance;
};

static struct mc_err *open_query(struct mc_query **query, const struct counting *counting)
{
	const struct mc_figures *report = counting->report;

	if (!report->wanted->cohort) {
		MC_TRY(mc_records_query(
			query, counting->records,
			"SELECT s.held_on, s.session_id, a.status, COUNT(*) FROM session s"
			" JOIN attendance a ON a.school_id = s.school_id AND a.session_id = s.session_id"
			" WHERE s.school_id = ?1 AND s.cancelled = 0 AND s.held_on <= ?2"
			" GROUP BY s.held_on, s.session_id, a.status ORDER BY s.held_on, s.session_id, "
			"a.status"));
		mc_query_bind_text(*query, 2, report->wanted->as_of);
		return NULL;
	}
	MC_TRY(mc_records_query(
		query, counting->records,
		"SELECT s.held_on, s.session_id, a.status, COUNT(*) FROM session s"
		" JOIN attendance a ON a.school_id = s.school_id AND a.session_id = s.session_id"
		" WHERE s.school_id = ?1 AND s.cancelled = 0 AND s.held_on <= ?2 AND s.cohort_id = ?3"
		" GROUP BY s.held_on, s.session_id, a.status ORDER BY s.held_on, s.session_id, a.status"));
	mc_query_bind_text(*query, 2, report->wanted->as_of);
	mc_query_bind_text(*query, 3, report->wanted->cohort);
	return NULL;
}

static struct mc_err *count(void *context)
{
	const struct counting *counting = context;
	struct attendance *a = counting->attendance;
	struct session session = { .learners = 0 };
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(open_query(&query, counting));
	a->count = 0;
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			break;
		count_marks(a, query, &session);
	}
	a->total = (struct week){ .sessions = 0 };
	for (size_t i = 0; i < a->count; i++) {
		a->total.sessions += a->weeks[i].sessions;
		for (size_t m = 0; m < MARKS; m++)
			a->total.marks[m] += a->weeks[i].marks[m];
		if (a->weeks[i].learners > a->total.learners)
			a->total.learners = a->weeks[i].learners;
	}
	return NULL;
}

/* ---- the share ---- */

/* In thousandths of marks. */
static struct mc_cell share_of(const struct week *week, const struct mc_rule_policy *policy)
{
	const struct mc_attendance_counts counts = { week->marks[PRESENT], week->marks[LATE],
						     week->marks[EXCUSED], week->marks[ABSENT] };
	int64_t part = 0;
	int64_t whole = 0;

	mc_attendance_share(&part, &whole, &counts, policy);
	return mc_cell_percent(part, whole);
}

static void add_policy(struct mc_figures *report, const struct mc_rule_policy *policy)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_attendance_add_policy(&text, policy);
	mc_sheet_add_note(&report->sheet, text.ptr);
}

/* ---- telling ---- */

static void add_row(struct mc_figures *report, struct mc_sheet_table *table, struct week *week,
		    const char *name, const struct mc_rule_policy *policy)
{
	struct mc_disclosure *disclosure = &report->disclosure;
	struct mc_cell *cells = mc_sheet_add_row(&report->sheet, table, name);
	size_t row = table->row_count - 1;
	MC_AUTOTEXT id = mc_format("attended[week=%s]", week->monday);

	week->people = mc_disclosure_add(disclosure, id, week->learners);
	cells[1] = mc_cell_count(week->sessions);
	cells[2] = mc_cell_count(week->learners);
	mc_disclosure_show(disclosure, mc_place_table(table, row, 2), week->people);
	for (size_t i = 0; i < MARKS; i++) {
		cells[3 + i] = mc_cell_count(week->marks[i]);
		mc_disclosure_show_average(disclosure, mc_place_table(table, row, 3 + i), week->people);
	}
	cells[3 + MARKS] = share_of(week, policy);
	mc_disclosure_show_average(disclosure, mc_place_table(table, row, 3 + MARKS), week->people);
	mc_disclosure_show_average(disclosure, mc_place_figure(&week->told), week->people);
}

static void add_table(struct mc_figures *report, struct attendance *a)
{
	const char *const columns[] = { _("week from"), _("sessions"), _("learners"), _("present"),
					_("late"),	_("excused"),  _("absent"),   _("attendance") };
	struct mc_sheet_table *table =
		mc_sheet_add_table(&report->sheet, "attendance", _("Attendance by week"), columns,
				   MC_COUNT(columns));

	for (size_t i = 0; i < a->count; i++)
		add_row(report, table, &a->weeks[i], a->weeks[i].monday, &a->policy);
	add_row(report, table, &a->total, _("all"), &a->policy);
	table->has_total_row = true;
}

static void add_chart(struct mc_figures *report, const struct attendance *a)
{
	const char *const series[] = { _("attendance") };
	const char **labels = mc_arena_alloc(&report->sheet.arena, (a->count + 1) * sizeof(*labels));
	struct mc_sheet_chart *chart = NULL;

	if (a->count < 2)
		return;
	for (size_t i = 0; i < a->count; i++)
		labels[i] = a->weeks[i].monday;
	chart = mc_sheet_add_chart(&report->sheet, MC_CHART_LINES, "attendance-weeks",
				   _("Attendance over the weeks"), labels, a->count, series, 1);
	chart->about = mc_sheet_copy(&report->sheet,
				     _("The share of sessions that learners were in, week by week."));
	for (size_t i = 0; i < a->count; i++) {
		chart->values[i] = share_of(&a->weeks[i], &a->policy);
		mc_disclosure_show_average(&report->disclosure, mc_place_chart(chart, 0, i),
					   a->weeks[i].people);
	}
}

static struct mc_err *make(struct mc_figures *report, struct mc_records *records)
{
	struct attendance *a = mc_arena_alloc(&report->sheet.arena, sizeof(*a));
	struct counting counting = { report, records, a };
	struct mc_err *err = mc_records_read(records, count, &counting);
	struct week *weeks = a->weeks;

	if (a->count > 0)
		a->weeks = (struct week *)(void *)mc_arena_copy(&report->sheet.arena, weeks,
								a->count * sizeof(*weeks));
	free(weeks);
	if (err)
		return err;
	report->lines = a;
	report->is_final = true;
	for (size_t i = 0; i < report->cohorts.count; i++)
		report->is_final = report->is_final &&
				   mc_rates_is_final(&report->cohorts.items[i], report->wanted->as_of);
	mc_attendance_policy(&a->policy, report->school);
	add_table(report, a);
	add_chart(report, a);
	add_policy(report, &a->policy);
	return NULL;
}

/* ---- for programs ---- */

static void write_week(struct mc_json_writer *writer, const struct mc_figures *report,
		       const struct attendance *a, const struct week *week)
{
	const struct mc_cell share = share_of(week, &a->policy);
	bool is_told = week->told.told != MC_TOLD_HIDDEN;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_json_key_int(writer, "sessions", week->sessions);
	mc_line_write_count(writer, &report->disclosure, "learners", week->people);
	for (size_t i = 0; i < MARKS; i++) {
		mc_json_key(writer, mark_names[i]);
		if (is_told)
			mc_json_int(writer, week->marks[i]);
		else
			mc_json_null(writer);
	}
	mc_share_add(&text, share.count, share.base);
	mc_json_key_text(writer, "attendance_pct", is_told ? text.ptr : NULL);
}

static void write_json(struct mc_json_writer *writer, const struct mc_figures *report)
{
	const struct attendance *a = report->lines;

	mc_json_key(writer, "weeks");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < a->count; i++) {
		mc_json_start(writer, '{');
		mc_json_key_text(writer, "week", a->weeks[i].monday);
		write_week(writer, report, a, &a->weeks[i]);
		mc_json_end(writer);
	}
	mc_json_end(writer);
	mc_json_key(writer, "total");
	mc_json_start(writer, '{');
	write_week(writer, report, a, &a->total);
	mc_json_end(writer);
}

const struct mc_figures_kind mc_figures_attendance = {
	.name = "attendance",
	.title = N_("Attendance"),
	.breakdown = "attendance",
	.make = make,
	.write = write_json,
};
