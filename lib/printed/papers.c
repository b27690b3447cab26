/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/i18n.h"
#include "printed/flow.h"

/*
 * Transcript and supplement: running text only.  Source of the order of a supplement: the form of the
 * Europass certificate supplement, sections 1 to 6.
 */

/* The QR code of a transcript, and what is between it and the title; in mm. */
#define CODE_SIDE 24.0
#define CODE_GAP 8.0

/* Between paragraphs. */
#define BETWEEN 0.9

static struct mc_word_values values_of(const struct mc_printed_facts *facts)
{
	return (struct mc_word_values){ .name = facts->name,
					.issuer = facts->issuer,
					.url = facts->verify_url };
}

static struct mc_err *add_title(struct mc_flow *flow, enum mc_word title)
{
	const struct mc_printed_facts *facts = flow->job->facts;

	MC_TRY(mc_flow_text(flow, MC_DESIGN_TEXT_LABEL, "P", N_("the name of the issuer"), facts->issuer));
	mc_flow_space(flow, 2);
	return mc_flow_word(flow, MC_DESIGN_TEXT_TITLE, "H1", title, &(struct mc_word_values){ 0 });
}

/* The title, and the code at the end of its line when there is one. */
static struct mc_err *add_head(struct mc_flow *flow, enum mc_word title)
{
	const struct mc_job *job = flow->job;
	const double side = job->facts->qr ? CODE_SIDE : 0, room = side > 0 ? side + CODE_GAP : 0;
	double x = flow->x, y = flow->y, width = flow->column_width;

	flow->x += job->is_rtl ? room : 0;
	flow->column_width -= room;
	MC_TRY(add_title(flow, title));
	flow->x = x;
	flow->column_width = width;
	if (job->facts->qr)
		MC_TRY(mc_job_put_qr(job, job->words[0], job->is_rtl ? x : x + width - side, y, side, false));
	flow->y = fmax(flow->y, y + side);
	mc_flow_space(flow, 4);
	return NULL;
}

/* ---- transcript ---- */

/* Whose it is: label and value in each row. */
static struct mc_err *add_person(struct mc_flow *flow)
{
	const struct mc_printed_facts *facts = flow->job->facts;
	const struct mc_printed_words *words = flow->job->words[0];
	MC_AUTO(mc_buf) period = MC_BUF_INIT;
	MC_AUTO(mc_buf) hours = MC_BUF_INIT;
	MC_AUTO(mc_buf) awarded = MC_BUF_INIT;
	struct mc_printed_line lines[8];
	size_t count = 0;

	mc_job_period(&period, words, facts);
	if (facts->hours > 0)
		mc_printed_number(&hours, words, facts->hours);
	if (facts->awarded_on)
		mc_printed_date(&awarded, words, facts->awarded_on);
	const struct {
		enum mc_word label;
		const char *value;
	} rows[] = {
		{ MC_WORD_NAME, facts->name },
		{ MC_WORD_COURSE, facts->course },
		{ MC_WORD_DATES, period.ptr },
		{ MC_WORD_HOURS, hours.ptr },
		{ MC_WORD_ATTENDANCE, facts->attendance },
		{ MC_WORD_POINTS, facts->points },
		{ MC_WORD_LANGUAGES, facts->teaching_langs },
		{ MC_WORD_AWARD_DATE, awarded.ptr },
	};

	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		if (rows[i].value && *rows[i].value)
			lines[count++] =
				(struct mc_printed_line){ .name = mc_printed_word(words, rows[i].label),
							  .value = rows[i].value,
							  .level = 1 };
	}
	return mc_flow_table(flow, N_("the facts about the course"), NULL, lines, count);
}

static struct mc_err *add_transcript(struct mc_flow *flow)
{
	const struct mc_printed_facts *facts = flow->job->facts;
	const struct mc_printed_words *words = flow->job->words[0];
	const struct mc_word_values values = values_of(facts);
	const struct mc_printed_line head = { .name = mc_printed_word(words, MC_WORD_EXERCISE),
					      .value = mc_printed_word(words, MC_WORD_RESULT),
					      .level = 1 };

	MC_TRY(add_head(flow, MC_WORD_TRANSCRIPT));
	MC_TRY(add_person(flow));
	mc_flow_space(flow, 4);
	MC_TRY(mc_flow_word(flow, MC_DESIGN_TEXT_BODY, "P", MC_WORD_TRANSCRIPT_NOTE, &values));
	if (facts->result_count > 0) {
		MC_TRY(mc_flow_heading(flow, MC_WORD_RESULTS));
		MC_TRY(mc_flow_table(flow, N_("a result"), &head, facts->results, facts->result_count));
	}
	MC_TRY(mc_flow_paragraph(flow, MC_WORD_CRITERIA, N_("the requirements"), facts->criteria));
	MC_TRY(mc_flow_verifying(flow));
	MC_TRY(mc_flow_disclaimer(flow));
	return mc_flow_end(flow);
}

struct mc_err *mc_job_transcript(const struct mc_job *job, const struct mc_decor *decor)
{
	struct mc_flow flow;

	mc_flow_start(&flow, job, &job->design->papers, decor, 1, 0);
	struct mc_err *err = add_transcript(&flow);

	mc_flow_release(&flow);
	return err;
}

/* ---- supplement ---- */

static struct mc_err *add_skills(struct mc_flow *flow)
{
	const struct mc_printed_facts *facts = flow->job->facts;
	const struct mc_word_values values = values_of(facts);

	MC_TRY(mc_flow_heading(flow, MC_WORD_SUPPLEMENT_SKILLS));
	if (facts->competence_count > 0) {
		MC_TRY(mc_flow_word(flow, MC_DESIGN_TEXT_BODY, "P", MC_WORD_SUPPLEMENT_SKILLS_NOTE, &values));
		mc_flow_space(flow, 1);
		MC_TRY(mc_flow_table(flow, N_("a competence"), NULL, facts->competences,
				     facts->competence_count));
	}
	if (!mc_flow_has_esco(facts))
		return NULL;
	mc_flow_space(flow, 1.5);
	return mc_flow_word(flow, MC_DESIGN_TEXT_SMALL, "P", MC_WORD_ESCO, &values);
}

static struct mc_err *add_occupations(struct mc_flow *flow)
{
	const struct mc_printed_facts *facts = flow->job->facts;
	const struct mc_word_values values = values_of(facts);

	MC_TRY(mc_flow_heading(flow, MC_WORD_SUPPLEMENT_OCCUPATIONS));
	if (facts->occupation_count == 0)
		return mc_flow_word(flow, MC_DESIGN_TEXT_BODY, "P", MC_WORD_SUPPLEMENT_NO_OCCUPATIONS,
				    &values);
	MC_TRY(mc_flow_word(flow, MC_DESIGN_TEXT_BODY, "P", MC_WORD_SUPPLEMENT_OCCUPATIONS_NOTE, &values));
	mc_flow_space(flow, 1);
	return mc_flow_table(flow, N_("an occupation"), NULL, facts->occupations, facts->occupation_count);
}

static struct mc_err *add_basis(struct mc_flow *flow)
{
	const struct mc_printed_facts *facts = flow->job->facts;
	const struct mc_printed_words *words = flow->job->words[0];
	const struct mc_word_values values = values_of(facts);
	const struct mc_printed_line lines[] = {
		{ .name = mc_printed_word(words, MC_WORD_SUPPLEMENT_BASIS_BODY),
		  .value = facts->issuer,
		  .level = 1 },
		{ .name = mc_printed_word(words, MC_WORD_REGISTRATION),
		  .value = facts->issuer_registration,
		  .level = 1 },
	};

	MC_TRY(mc_flow_heading(flow, MC_WORD_SUPPLEMENT_BASIS));
	MC_TRY(mc_flow_table(flow, N_("the name of the issuer"), NULL, lines,
			     facts->issuer_registration ? 2 : 1));
	mc_flow_space(flow, 2);
	MC_TRY(mc_flow_word(flow, MC_DESIGN_TEXT_BODY, "P", MC_WORD_SUPPLEMENT_BASIS_NOTE, &values));
	return mc_flow_paragraph(flow, MC_WORD_SUPPLEMENT_PASS, N_("the requirements"), facts->criteria);
}

static struct mc_err *add_ways(struct mc_flow *flow)
{
	const struct mc_printed_facts *facts = flow->job->facts;
	struct mc_word_values values = values_of(facts);
	MC_AUTO(mc_buf) hours = MC_BUF_INIT;

	mc_printed_number(&hours, flow->job->words[0], facts->hours);
	values.hours = hours.ptr;
	MC_TRY(mc_flow_heading(flow, MC_WORD_SUPPLEMENT_WAYS));
	if (facts->hours > 0)
		MC_TRY(mc_flow_word(flow, MC_DESIGN_TEXT_BODY, "P", MC_WORD_SUPPLEMENT_WAYS_HOURS, &values));
	mc_flow_space(flow, BETWEEN);
	return mc_flow_word(flow, MC_DESIGN_TEXT_BODY, "P", MC_WORD_SUPPLEMENT_WAYS_NOTE, &values);
}

static struct mc_err *add_additional(struct mc_flow *flow)
{
	const struct mc_printed_facts *facts = flow->job->facts;
	const char *const texts[] = { facts->about, facts->additional, facts->issuer_place,
				      facts->issuer_url };

	if (!facts->about && !facts->additional && !facts->issuer_place && !facts->issuer_url)
		return NULL;
	MC_TRY(mc_flow_heading(flow, MC_WORD_SUPPLEMENT_ADDITIONAL));
	for (size_t i = 0; i < MC_COUNT(texts); i++) {
		if (!texts[i])
			continue;
		MC_TRY(mc_flow_text(flow, MC_DESIGN_TEXT_BODY, "P",
				    N_("additional information about the course"), texts[i]));
		mc_flow_space(flow, BETWEEN);
	}
	return NULL;
}

static struct mc_err *add_supplement(struct mc_flow *flow)
{
	const struct mc_printed_facts *facts = flow->job->facts;
	const struct mc_word_values values = values_of(facts);

	MC_TRY(add_head(flow, MC_WORD_SUPPLEMENT));
	MC_TRY(mc_flow_word(flow, MC_DESIGN_TEXT_BODY, "P", MC_WORD_SUPPLEMENT_NOTE, &values));
	MC_TRY(mc_flow_paragraph(flow, MC_WORD_SUPPLEMENT_TITLE, N_("the name of the course"),
				 facts->course));
	MC_TRY(add_skills(flow));
	MC_TRY(add_occupations(flow));
	MC_TRY(add_basis(flow));
	MC_TRY(add_ways(flow));
	MC_TRY(add_additional(flow));
	MC_TRY(mc_flow_disclaimer(flow));
	return mc_flow_end(flow);
}

/* In one language: it is handed out in the one that its reader needs. */
struct mc_err *mc_job_supplement(const struct mc_job *job, const struct mc_decor *decor)
{
	struct mc_job one = *job;
	struct mc_flow flow;

	one.language_count = 1;
	mc_flow_start(&flow, &one, &job->design->papers, decor, 1, 0);
	struct mc_err *err = add_supplement(&flow);

	mc_flow_release(&flow);
	return err;
}
