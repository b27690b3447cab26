/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "cohort/risk_list.h"
#include "ext/json_write.h"

/* ---- for people ---- */

const char *mc_risk_label_text(enum mc_risk_label label)
{
	static const char *const texts[] = { N_("not enough information"), N_("on track"), N_("behind"),
					     N_("at risk") };

	return _(texts[label]);
}

void mc_risk_summary_print(struct mc_buf *out, const struct mc_risk_summary *summary)
{
	mc_buf_addf(out, "%s: ", summary->cohort);
	for (int i = MC_RISK_AT_RISK; i >= MC_RISK_UNKNOWN; i--)
		mc_buf_addf(out, "%zu %s%s", summary->labels[i], mc_risk_label_text((enum mc_risk_label)i),
			    i > MC_RISK_UNKNOWN ? ", " : "");
	if (summary->untaken > 0)
		mc_buf_addf(out,
			    NP_("; attendance of %zu session was not taken",
				"; attendance of %zu sessions was not taken", summary->untaken),
			    summary->untaken);
	mc_buf_addc(out, '\n');
}

static const char *change_text(const struct mc_risk_row *row)
{
	if (!row->had_verdict)
		return _("new here");
	if (row->before == row->verdict.label)
		return _("as last week");
	return row->before < row->verdict.label ? _("worse than last week") : _("better than last week");
}

static void print_who(struct mc_buf *out, const struct mc_risk_row *row)
{
	mc_buf_addz(out, row->learner);
	if (row->name)
		mc_buf_addf(out, " (%s)", row->name);
}

static void print_row(struct mc_buf *out, const struct mc_risk_row *row)
{
	const struct mc_risk_verdict *verdict = &row->verdict;
	char day[MC_DATE_TEXT];

	mc_buf_addz(out, "\n[ ] ");
	print_who(out, row);
	mc_buf_addf(out, ", %s: %s, %s\n", row->cohort, mc_risk_label_text(verdict->label), change_text(row));
	for (size_t i = 0; i < verdict->reason_count; i++) {
		mc_buf_addz(out, "    - ");
		mc_risk_reason_print(out, &verdict->reasons[i]);
		mc_buf_addc(out, '\n');
	}
	mc_date_text(day, verdict->last_contact);
	mc_buf_addf(out, "    %s: %s\n", _("last contact"),
		    verdict->last_contact == MC_DATE_NONE ? _("none on record") : day);
	mc_buf_addf(out, "    %s: %s\n", _("next"), mc_risk_next(verdict));
}

/* Those of one label; false when there are none. */
static bool print_rows(struct mc_buf *out, const struct mc_risk_list *list, enum mc_risk_label label,
		       const char *heading)
{
	bool has_any = false;

	for (size_t i = 0; i < list->count; i++) {
		if (list->rows[i].verdict.label != label)
			continue;
		if (!has_any)
			mc_buf_addf(out, "\n%s\n", heading);
		has_any = true;
		print_row(out, &list->rows[i]);
	}
	return has_any;
}

static bool is_better(const struct mc_risk_row *row)
{
	return row->had_verdict && row->before > row->verdict.label && row->before >= MC_RISK_BEHIND;
}

static void print_better(struct mc_buf *out, const struct mc_risk_list *list)
{
	bool has_any = false;

	for (size_t i = 0; i < list->count; i++) {
		if (!is_better(&list->rows[i]))
			continue;
		if (!has_any)
			mc_buf_addf(out, "\n%s\n", _("better than last week: tell them that you saw it"));
		has_any = true;
		mc_buf_addz(out, "    ");
		print_who(out, &list->rows[i]);
		mc_buf_addf(out, ", %s: %s\n", list->rows[i].cohort,
			    mc_risk_label_text(list->rows[i].verdict.label));
	}
}

void mc_risk_list_print_week(struct mc_buf *out, const struct mc_risk_list *list)
{
	bool has_any = false;

	mc_buf_addf(out, _("week of %s\n"), list->as_of);
	for (size_t i = 0; i < list->summary_count; i++)
		mc_risk_summary_print(out, &list->summaries[i]);
	has_any |= print_rows(out, list, MC_RISK_AT_RISK, _("call first"));
	has_any |= print_rows(out, list, MC_RISK_BEHIND, _("then talk to"));
	if (!has_any)
		mc_buf_addf(out, "\n%s\n", _("nobody needs a call this week"));
	print_better(out, list);
	if (has_any)
		mc_buf_addf(out, "\n%s\n",
			    _("after each call: migracode outcome contact <learner> --kind call"));
}

/* ---- for programs ---- */

static void write_day(struct mc_json_writer *writer, const char *key, int32_t day)
{
	char text[MC_DATE_TEXT];

	mc_date_text(text, day);
	mc_json_key_text(writer, key, day == MC_DATE_NONE ? NULL : text);
}

/* Shares are kept in tenths of a percent. */
static void write_value(struct mc_json_writer *writer, const struct mc_risk_reason *reason)
{
	bool is_share = reason->signal == MC_RISK_LOST || reason->signal == MC_RISK_ATTENDANCE;

	if (is_share)
		mc_json_thousandths(writer, reason->a * 100);
	else
		mc_json_int(writer, reason->a);
}

static void write_reasons(struct mc_json_writer *writer, const struct mc_risk_verdict *verdict)
{
	mc_json_key(writer, "reasons");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < verdict->reason_count; i++) {
		const struct mc_risk_reason *reason = &verdict->reasons[i];
		MC_AUTO(mc_buf) message = MC_BUF_INIT;

		mc_risk_reason_print(&message, reason);
		mc_json_start(writer, '{');
		mc_json_key_text(writer, "code", mc_risk_signals[reason->signal]);
		mc_json_key_text(writer, "label", mc_risk_labels[reason->label]);
		mc_json_key(writer, "value");
		write_value(writer, reason);
		mc_json_key_int(writer, "threshold", reason->b);
		if (reason->text)
			mc_json_key_text(writer, "first", reason->text);
		mc_json_key_text(writer, "message", message.ptr);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void write_row(struct mc_json_writer *writer, const struct mc_risk_list *list,
		      const struct mc_risk_row *row)
{
	const struct mc_risk_verdict *verdict = &row->verdict;

	mc_json_start(writer, '{');
	mc_json_key_text(writer, "cohort", row->cohort);
	mc_json_key_text(writer, "learner", row->learner);
	if (list->has_names)
		mc_json_key_text(writer, "name", row->name);
	mc_json_key_text(writer, "label", mc_risk_labels[verdict->label]);
	mc_json_key_text(writer, "before", row->had_verdict ? mc_risk_labels[row->before] : NULL);
	mc_json_key(writer, "attended");
	mc_json_thousandths(writer, verdict->attended);
	mc_json_key(writer, "sessions");
	mc_json_thousandths(writer, verdict->counted);
	mc_json_key_int(writer, "passed", verdict->passed);
	mc_json_key_int(writer, "expected", verdict->expected);
	mc_json_key(writer, "score");
	if (verdict->score < 0)
		mc_json_null(writer);
	else
		mc_json_int(writer, verdict->score);
	write_day(writer, "last_sign", verdict->last_sign);
	write_day(writer, "last_contact", verdict->last_contact);
	write_reasons(writer, verdict);
	mc_json_key_text(writer, "next", mc_risk_next(verdict));
	mc_json_end(writer);
}

void mc_risk_list_print_json(struct mc_buf *out, const struct mc_risk_list *list)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/risk/v1");
	mc_json_key_text(&writer, "as_of", list->as_of);
	mc_json_key(&writer, "cohorts");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < list->summary_count; i++) {
		const struct mc_risk_summary *summary = &list->summaries[i];

		mc_json_start(&writer, '{');
		mc_json_key_text(&writer, "cohort", summary->cohort);
		for (size_t label = 0; label < MC_COUNT(summary->labels); label++)
			mc_json_key_int(&writer, mc_risk_labels[label], (int64_t)summary->labels[label]);
		mc_json_key_int(&writer, "sessions_not_taken", (int64_t)summary->untaken);
		mc_json_end(&writer);
	}
	mc_json_end(&writer);
	mc_json_key(&writer, "learners");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < list->count; i++)
		write_row(&writer, list, &list->rows[i]);
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
