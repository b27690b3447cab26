/* SPDX-License-Identifier: MIT */
#include "prove/verify_mutants_print.h"

#include "base/i18n.h"
#include "prove/mutant_print.h"

/* More survivors than this are counted only, unless all are asked for. */
enum { FEW = 5 };

static void print_score(struct mc_buf *text, const struct mc_mutant_tally *tally)
{
	double score = mc_mutant_score(tally);

	if (score < 0)
		mc_buf_addz(text, _("no mutant that counts"));
	else
		mc_buf_addf(text, _("%zu of %zu mutants found (%.1f %%)"), tally->killed,
			    tally->killed + tally->survived, score);
	if (tally->marked > 0)
		mc_buf_addf(text, _(", %zu marked as equal"), tally->marked);
	if (tally->invalid > 0)
		mc_buf_addf(text, _(", %zu do not start and are not counted"), tally->invalid);
	if (tally->unjudged > 0)
		mc_buf_addf(text, _(", %zu could not be judged"), tally->unjudged);
	mc_buf_addc(text, '\n');
}

static void print_survivor(struct mc_buf *text, const struct mc_mutant *mutant,
			   const struct mc_print_style *style)
{
	mc_buf_addf(text, "  ? %s:%zu  ", mutant->path, mutant->line);
	mc_mutant_print_words(text, mutant);
	mc_buf_addf(text, "  [%s]\n", mutant->id);
	mc_mutant_print_diff(text, mutant, style, 6);
}

static bool is_survivor(const struct mc_verify_report *report, size_t index)
{
	return report->fates[index] == MC_FATE_SURVIVED &&
	       !mc_verify_mark(report->exercise, &report->mutants.items[index]);
}

static void print_survivors(struct mc_buf *text, const struct mc_verify_report *report, size_t count,
			    const struct mc_print_style *style, bool is_verbose)
{
	size_t shown = 0;

	for (size_t i = 0; i < report->mutants.count; i++) {
		if (is_survivor(report, i) && (is_verbose || shown < FEW)) {
			print_survivor(text, &report->mutants.items[i], style);
			shown++;
		}
	}
	if (shown < count)
		mc_buf_addf(text,
			    NP_("  ... and %zu more: see it with --verbose\n",
				"  ... and %zu more: see them with --verbose\n", count - shown),
			    count - shown);
	if (count > 0)
		mc_buf_addf(
			text,
			"      -> %s\n"
			"         \"mutants\": {\"equal\": {\"%s\": \"…\"}}\n",
			_("no test notices: add one, or, when it does the same as the reference, say so in "
			  "exercise.json:"),
			_("ID"));
}

/* Marks that say nothing any more: the mutant is gone, or a test finds it. */
static void print_marks(struct mc_buf *text, const struct mc_verify_report *report)
{
	for (size_t i = 0; i < report->stale.count; i++)
		mc_buf_addf(text, _("  ! no mutant has the id '%s' that 'mutants' marks: take it out\n"),
			    report->stale.items[i]);
	for (size_t i = 0; i < report->mutants.count; i++) {
		const struct mc_mutant *mutant = &report->mutants.items[i];

		if (report->fates[i] == MC_FATE_KILLED && mc_verify_mark(report->exercise, mutant))
			mc_buf_addf(text, _("  ! the mutant '%s' is marked as equal, but a test finds it\n"),
				    mutant->id);
	}
}

void mc_verify_print_mutants(struct mc_buf *text, const struct mc_verify *verify,
			     const struct mc_verify_report *report, const struct mc_print_style *style,
			     bool is_verbose)
{
	const struct mc_mutant_tally tally = mc_verify_tally(report);
	double score = mc_mutant_score(&tally);

	if (report->rows[0].complaint) {
		mc_buf_addf(text, "  %s\n", _("no mutants: the reference solution does not pass"));
		return;
	}
	mc_buf_addz(text, score >= 0 && score < verify->least_score ? "  ! " : "    ");
	print_score(text, &tally);
	if (report->found_mutants > tally.total)
		mc_buf_addf(text, _("    chosen among %zu: more with --mutants-max\n"),
			    report->found_mutants);
	print_survivors(text, report, tally.survived, style, is_verbose);
	print_marks(text, report);
}

void mc_verify_print_mutant_sum(struct mc_buf *text, const struct mc_verify *verify)
{
	struct mc_mutant_tally sum = { 0 };

	for (size_t i = 0; i < verify->count && verify->count > 1; i++) {
		const struct mc_verify_report *report = &verify->reports[i];

		if (!report->exercise || report->err)
			continue;
		const struct mc_mutant_tally tally = mc_verify_tally(report);

		sum.total += tally.total;
		sum.killed += tally.killed;
		sum.survived += tally.survived;
		sum.marked += tally.marked;
		sum.invalid += tally.invalid;
		sum.unjudged += tally.unjudged;
	}
	if (sum.total > 0)
		print_score(text, &sum);
}

/* ---- JSON ---- */

static void write_mutant(struct mc_json_writer *writer, const struct mc_mutant *mutant)
{
	MC_AUTO(mc_buf) words = MC_BUF_INIT;
	MC_AUTO(mc_buf) diff = MC_BUF_INIT;

	mc_mutant_print_words(&words, mutant);
	mc_mutant_print_diff(&diff, mutant, NULL, 0);
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "id", mutant->id);
	mc_json_key_text(writer, "file", mutant->path);
	mc_json_key_int(writer, "line", (int64_t)mutant->line);
	mc_json_key_text(writer, "kind", mc_mutant_kind_name(mutant->kind));
	mc_json_key_text(writer, "words", words.ptr);
	mc_json_key(writer, "diff");
	mc_json_bytes(writer, diff.ptr, diff.len);
	mc_json_end(writer);
}

static void write_survivors(struct mc_json_writer *writer, const struct mc_verify_report *report)
{
	mc_json_key(writer, "survivors");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < report->mutants.count; i++) {
		if (is_survivor(report, i))
			write_mutant(writer, &report->mutants.items[i]);
	}
	mc_json_end(writer);
}

static void write_stale(struct mc_json_writer *writer, const struct mc_verify_report *report)
{
	mc_json_key(writer, "stale_marks");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < report->stale.count; i++)
		mc_json_text(writer, report->stale.items[i]);
	for (size_t i = 0; i < report->mutants.count; i++) {
		if (report->fates[i] == MC_FATE_KILLED &&
		    mc_verify_mark(report->exercise, &report->mutants.items[i]))
			mc_json_text(writer, report->mutants.items[i].id);
	}
	mc_json_end(writer);
}

void mc_verify_write_mutants(struct mc_json_writer *writer, const struct mc_verify_report *report)
{
	const struct mc_mutant_tally tally = mc_verify_tally(report);
	double score = mc_mutant_score(&tally);

	mc_json_key_int(writer, "mutants", (int64_t)tally.total);
	mc_json_key_int(writer, "killed", (int64_t)tally.killed);
	mc_json_key_int(writer, "survived", (int64_t)tally.survived);
	mc_json_key_int(writer, "marked", (int64_t)tally.marked);
	mc_json_key_int(writer, "invalid", (int64_t)tally.invalid);
	mc_json_key_int(writer, "unjudged", (int64_t)tally.unjudged);
	mc_json_key(writer, "score");
	if (score < 0)
		mc_json_null(writer);
	else
		mc_json_number(writer, (double)(int64_t)(score * 10 + 0.5) / 10);
	write_survivors(writer, report);
	write_stale(writer, report);
}
