/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "printed/flow.h"

/*
 * The pages behind the first one: what was learned, what was reached, and how all that is verified.
 */

/* How often more room is tried for columns of the same length, and how much each time; in mm. */
enum { MORE_TRIES = 4 };
#define MORE_ROOM 9.0

/* What is less on the last page, in mm, should not need one. */
#define FEW_LINES 60.0

static struct mc_word_values values_of(const struct mc_printed_facts *facts)
{
	return (struct mc_word_values){ .name = facts->name,
					.issuer = facts->issuer,
					.url = facts->verify_url };
}

static struct mc_err *add_head(struct mc_flow *flow)
{
	const struct mc_printed_facts *facts = flow->job->facts;

	MC_TRY(mc_flow_text(flow, MC_DESIGN_TEXT_LABEL, "P", N_("the name of the issuer"), facts->issuer));
	mc_flow_space(flow, 2);
	MC_TRY(mc_flow_text(flow, MC_DESIGN_TEXT_TITLE, "H2", N_("the name of the course"), facts->course));
	mc_flow_space(flow, 2.2);
	return mc_flow_text(flow, MC_DESIGN_TEXT_BODY, "P", N_("the learner's name"), facts->name);
}

bool mc_flow_has_esco(const struct mc_printed_facts *facts)
{
	for (size_t i = 0; i < facts->competence_count; i++) {
		const struct mc_printed_line *line = &facts->competences[i];

		if ((line->name && strstr(line->name, "ESCO")) || (line->code && strstr(line->code, "ESCO")))
			return true;
	}
	return false;
}

static struct mc_err *add_competences(struct mc_flow *flow)
{
	const struct mc_printed_facts *facts = flow->job->facts;
	const struct mc_word_values values = values_of(facts);

	if (facts->competence_count == 0)
		return NULL;
	MC_TRY(mc_flow_heading(flow, MC_WORD_COMPETENCES));
	MC_TRY(mc_flow_word(flow, MC_DESIGN_TEXT_BODY, "P", MC_WORD_ALIGNED, &values));
	mc_flow_space(flow, 1);
	MC_TRY(mc_flow_table(flow, N_("a competence"), NULL, facts->competences, facts->competence_count));
	if (!mc_flow_has_esco(facts))
		return NULL;
	mc_flow_space(flow, 1.5);
	return mc_flow_word(flow, MC_DESIGN_TEXT_SMALL, "P", MC_WORD_ESCO, &values);
}

static struct mc_err *add_results(struct mc_flow *flow)
{
	const struct mc_printed_facts *facts = flow->job->facts;
	const struct mc_printed_line head = { .name = mc_printed_word(flow->job->words[0], MC_WORD_MODULE),
					      .value = mc_printed_word(flow->job->words[0], MC_WORD_RESULT),
					      .level = 1 };

	if (facts->result_count == 0)
		return NULL;
	MC_TRY(mc_flow_heading(flow, MC_WORD_RESULTS));
	return mc_flow_table(flow, N_("a result"), &head, facts->results, facts->result_count);
}

static struct mc_err *add_external(struct mc_flow *flow)
{
	const struct mc_printed_facts *facts = flow->job->facts;
	const struct mc_word_values values = values_of(facts);

	if (facts->external_count == 0)
		return NULL;
	MC_TRY(mc_flow_heading(flow, MC_WORD_EXTERNAL));
	MC_TRY(mc_flow_word(flow, MC_DESIGN_TEXT_BODY, "P", MC_WORD_EXTERNAL_NOTE, &values));
	mc_flow_space(flow, 1);
	return mc_flow_table(flow, N_("a result of others"), NULL, facts->external, facts->external_count);
}

struct mc_err *mc_flow_paragraph(struct mc_flow *flow, enum mc_word heading, const char *what,
				 const char *text)
{
	if (!text)
		return NULL;
	MC_TRY(mc_flow_heading(flow, heading));
	return mc_flow_text(flow, MC_DESIGN_TEXT_BODY, "P", what, text);
}

struct mc_err *mc_flow_verifying(struct mc_flow *flow)
{
	const struct mc_printed_facts *facts = flow->job->facts;
	const struct mc_printed_words *words = flow->job->words[0];
	const struct mc_word_values values = values_of(facts);
	const char *id = facts->id && !strncmp(facts->id, "urn:uuid:", 9) ? facts->id + 9 : facts->id;
	const struct mc_printed_line lines[] = {
		{ .name = mc_printed_word(words, MC_WORD_ID), .code = id, .level = 1 },
		{ .name = mc_printed_word(words, MC_WORD_ISSUER_ID), .code = facts->issuer_id, .level = 1 },
		{ .name = mc_printed_word(words, MC_WORD_REGISTRATION),
		  .code = facts->issuer_registration,
		  .level = 1 },
	};

	MC_TRY(mc_flow_heading(flow, MC_WORD_VERIFY));
	if (facts->verify_url)
		MC_TRY(mc_flow_word(flow, MC_DESIGN_TEXT_BODY, "P", MC_WORD_VERIFY_HOW, &values));
	mc_flow_space(flow, 0.8);
	MC_TRY(mc_flow_word(flow, MC_DESIGN_TEXT_BODY, "P", MC_WORD_VERIFY_STATUS, &values));
	mc_flow_space(flow, 1);
	for (size_t i = 0; i < MC_COUNT(lines); i++) {
		if (lines[i].code)
			MC_TRY(mc_flow_table(flow, N_("the number of the certificate"), NULL, &lines[i], 1));
	}
	return NULL;
}

/* What must be said of ICDL stands in each language of the paper. */
struct mc_err *mc_flow_disclaimer(struct mc_flow *flow)
{
	const struct mc_word_values values = values_of(flow->job->facts);
	struct mc_job job = *flow->job;
	const struct mc_job *whole = flow->job;
	struct mc_err *err = NULL;

	mc_flow_space(flow, 6);
	for (size_t i = 0; i < whole->language_count && !err; i++) {
		job.words[0] = whole->words[i];
		job.is_rtl = mc_printed_words_is_rtl(whole->words[i]);
		flow->job = &job;
		err = mc_flow_word(flow, MC_DESIGN_TEXT_SMALL, "P", MC_WORD_DISCLAIMER, &values);
		mc_flow_space(flow, 1.5);
	}
	flow->job = whole;
	return err;
}

static struct mc_err *add_parts(struct mc_flow *flow)
{
	const struct mc_printed_facts *facts = flow->job->facts;

	MC_TRY(add_head(flow));
	MC_TRY(mc_flow_paragraph(flow, MC_WORD_ABOUT, N_("the text about the course"), facts->about));
	MC_TRY(add_competences(flow));
	MC_TRY(add_results(flow));
	MC_TRY(add_external(flow));
	MC_TRY(mc_flow_paragraph(flow, MC_WORD_CRITERIA, N_("the requirements"), facts->criteria));
	MC_TRY(mc_flow_verifying(flow));
	MC_TRY(mc_flow_disclaimer(flow));
	return mc_flow_end(flow);
}

/* One way to lay the pages out, and what came of it. */
struct attempt {
	double scale, bottom; /* see mc_flow_start() */
	double balanced;      /* see mc_flow_balance() */
	double last;	      /* how far down the last page is used; infinite in its second column */
};

static struct mc_err *try_once(struct attempt *attempt, const struct mc_job *job,
			       const struct mc_decor *decor)
{
	struct mc_flow flow;

	mc_flow_start(&flow, job, &job->design->further, decor, attempt->scale, attempt->bottom);
	struct mc_err *err = add_parts(&flow);

	attempt->balanced = mc_flow_balance(&flow);
	attempt->last = flow.column > 0 ? INFINITY : flow.y - flow.form->margin_top;
	mc_flow_release(&flow);
	return err;
}

/* A few lines on a page of their own are brought back by smaller letters, where that is enough. */
static struct mc_err *save_page(struct attempt *attempt, const struct mc_job *job,
				const struct mc_decor *decor, size_t start)
{
	static const double scales[] = { 0.95, 0.9, 1 };
	unsigned pages = job->plan->page_count;

	for (size_t i = 0; i < MC_COUNT(scales) && job->plan->page_count == pages; i++) {
		mc_plan_cut(job->plan, start);
		attempt->scale = scales[i];
		MC_TRY(try_once(attempt, job, decor));
	}
	return NULL;
}

/* Columns of one page are made equally long; where that does not work out, they stay as they were. */
static struct mc_err *balance(struct attempt *attempt, const struct mc_job *job, const struct mc_decor *decor,
			      size_t start)
{
	unsigned pages = job->plan->page_count;
	double bottom = attempt->balanced;

	for (int more = 0; more <= MORE_TRIES; more++) {
		attempt->bottom = more < MORE_TRIES ? bottom + more * MORE_ROOM : 0;
		mc_plan_cut(job->plan, start);
		MC_TRY(try_once(attempt, job, decor));
		if (job->plan->page_count <= pages)
			break;
	}
	return NULL;
}

struct mc_err *mc_job_further_pages(const struct mc_job *job, const struct mc_decor *decor)
{
	struct attempt attempt = { .scale = 1 };
	size_t start = job->plan->count;
	unsigned pages = job->plan->page_count + 1;

	MC_TRY(try_once(&attempt, job, decor));
	if (job->plan->page_count > pages && attempt.last < FEW_LINES)
		return save_page(&attempt, job, decor, start);
	return attempt.balanced > 0 ? balance(&attempt, job, decor, start) : NULL;
}
