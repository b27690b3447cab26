/* SPDX-License-Identifier: MIT */
#include "cohort/followup.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/vec.h"
#include "cohort/outcome.h"

const char *const mc_followup_words[MC_FOLLOWUP_KIND_COUNT] = {
#define X(constant, word, next) word,
	MC_FOLLOWUP_KINDS(X)
#undef X
};

const char *const mc_followup_next[MC_FOLLOWUP_KIND_COUNT] = {
#define X(constant, word, next) next,
	MC_FOLLOWUP_KINDS(X)
#undef X
};

/* ---- one learner ---- */

struct weighing {
	struct mc_followup *items;
	size_t count;
	const struct mc_followup_facts *facts;
	int32_t today;
};

/* The day of a fact, when it is not in the future. */
static int32_t day_by(const struct weighing *w, const char *text)
{
	int32_t day = 0;

	return text && mc_date_read(&day, text) && day <= w->today ? day : MC_DATE_NONE;
}

static int32_t fact_by(const struct weighing *w, enum mc_enrolment_fact fact)
{
	return day_by(w, w->facts->enrolment.facts[fact]);
}

/* last: the last day on which it is in time; MC_DATE_NONE when there is none. */
static void add(struct weighing *w, enum mc_followup_kind kind, int32_t since, int32_t last)
{
	if (since > w->today)
		return;
	struct mc_followup *item = &w->items[w->count++];

	*item = (struct mc_followup){ .cohort = w->facts->enrolment.cohort,
				      .learner = w->facts->enrolment.learner,
				      .kind = kind,
				      .is_late = last != MC_DATE_NONE && w->today > last };
	mc_date_text(item->since, since);
}

/* After the window an answer changes nothing, so nobody is asked any more. */
static void weigh_intent(struct weighing *w, int32_t started)
{
	int32_t census = 0;

	if (w->facts->enrolment.facts[MC_FACT_INTENT] || !mc_date_read(&census, w->facts->census_on) ||
	    w->today > census + MC_INTENT_WINDOW_DAYS)
		return;
	add(w, MC_FOLLOWUP_INTENT, started, MC_DATE_NONE);
}

static void weigh_statuses(struct weighing *w, int32_t left)
{
	const char *const *facts = w->facts->enrolment.facts;

	if (!facts[MC_FACT_STATUS_EXIT])
		add(w, MC_FOLLOWUP_EXIT, left, left + MC_FOLLOWUP_EXIT_DAYS);
	if (!facts[MC_FACT_STATUS_6M])
		add(w, MC_FOLLOWUP_STATUS_6M, mc_date_add_months(left, MC_FOLLOWUP_MONTHS), MC_DATE_NONE);
}

static bool is_work(const char *code)
{
	return code && (code[0] == '1' || code[0] == '2');
}

/* Nothing more will be asked: work that was accepted, not seeking, or no answer after all. */
static bool is_settled(const struct weighing *w, const char *code)
{
	if (is_work(code))
		return fact_by(w, MC_FACT_ACCEPTED_ON) != MC_DATE_NONE;
	return code && (!strcmp(code, "3B") || !strcmp(code, "4"));
}

static void weigh_calls(struct weighing *w, int32_t graduated)
{
	int32_t contact = day_by(w, w->facts->last_contact);
	int32_t last = contact > graduated ? contact : graduated;

	if (is_settled(w, w->facts->enrolment.facts[MC_FACT_OUTCOME]))
		return;
	if (w->today >= graduated + MC_FOLLOWUP_LAST_DAYS)
		add(w, MC_FOLLOWUP_DAY_180, graduated + MC_FOLLOWUP_LAST_DAYS, MC_DATE_NONE);
	else if (w->today >= graduated + MC_FOLLOWUP_EARLY_DAYS && last < graduated + MC_FOLLOWUP_EARLY_DAYS)
		add(w, MC_FOLLOWUP_DAY_90, graduated + MC_FOLLOWUP_EARLY_DAYS, MC_DATE_NONE);
	else
		add(w, MC_FOLLOWUP_MONTHLY, mc_date_add_months(last, 1), MC_DATE_NONE);
}

static void weigh_evidence(struct weighing *w, int32_t graduated)
{
	const char *code = w->facts->enrolment.facts[MC_FACT_OUTCOME];
	int32_t accepted = fact_by(w, MC_FACT_ACCEPTED_ON);

	if (w->facts->has_evidence || !(is_work(code) || (code && !strcmp(code, "3B"))))
		return;
	if (is_work(code) && accepted == MC_DATE_NONE)
		return;
	add(w, MC_FOLLOWUP_EVIDENCE, accepted > graduated ? accepted : graduated, MC_DATE_NONE);
}

size_t mc_followup_of(struct mc_followup items[MC_FOLLOWUP_KIND_COUNT], const struct mc_followup_facts *facts,
		      const char *as_of)
{
	const char *exclusion = facts->enrolment.facts[MC_FACT_EXCLUSION];
	struct weighing w = { items, 0, facts, 0 };

	if (!mc_date_read(&w.today, as_of) || (exclusion && !strcmp(exclusion, "died")))
		return 0;
	int32_t started = fact_by(&w, MC_FACT_STARTED_ON);
	int32_t graduated = fact_by(&w, MC_FACT_GRADUATED_ON);
	int32_t withdrawn = fact_by(&w, MC_FACT_WITHDRAWN_ON);

	if (started == MC_DATE_NONE)
		return 0;
	if (graduated == MC_DATE_NONE && withdrawn == MC_DATE_NONE) {
		weigh_intent(&w, started);
		return w.count;
	}
	weigh_statuses(&w, graduated != MC_DATE_NONE ? graduated : withdrawn);
	if (graduated != MC_DATE_NONE) {
		weigh_calls(&w, graduated);
		weigh_evidence(&w, graduated);
	}
	return w.count;
}

/* ---- all ---- */

void mc_followups_release(struct mc_followups *due)
{
	free(due->items);
	mc_arena_release(&due->arena);
	*due = (struct mc_followups)MC_FOLLOWUPS_INIT;
}

struct gathering {
	struct mc_followups *due;
	struct mc_records *records;
	const char *cohort;
	const char *as_of;
};

/* The facts that matter here, in the order of the query. */
static const enum mc_enrolment_fact fact_columns[] = {
	MC_FACT_STARTED_ON, MC_FACT_WITHDRAWN_ON, MC_FACT_EXCLUSION,   MC_FACT_GRADUATED_ON, MC_FACT_INTENT,
	MC_FACT_OUTCOME,    MC_FACT_ACCEPTED_ON,  MC_FACT_STATUS_EXIT, MC_FACT_STATUS_6M,
};

enum { FIRST_FACT = 5 };

static const char select_facts[] =
	"SELECT e.cohort_id, e.learner_id, c.census_on,"
	" (SELECT MAX(k.on_day) FROM contact k WHERE k.school_id = e.school_id AND k.cohort_id = e.cohort_id"
	" AND k.learner_id = e.learner_id AND k.on_day <= ?2),"
	" (SELECT COUNT(*) FROM evidence v WHERE v.school_id = e.school_id AND v.cohort_id = e.cohort_id"
	" AND v.learner_id = e.learner_id AND v.outcome = e.outcome),"
	" e.started_on, e.withdrawn_on, e.exclusion, e.graduated_on, e.intent, e.outcome, e.accepted_on,"
	" e.status_exit, e.status_6m"
	" FROM enrolment e JOIN cohort c ON c.school_id = e.school_id AND c.cohort_id = e.cohort_id"
	" JOIN learner l ON l.school_id = e.school_id AND l.learner_id = e.learner_id"
	" WHERE e.school_id = ?1 AND l.erased_on IS NULL AND (?3 = '' OR e.cohort_id = ?3)"
	" ORDER BY e.cohort_id, e.learner_id";

static void add_row(const struct gathering *g, const struct mc_query *query)
{
	struct mc_followups *due = g->due;
	struct mc_followup items[MC_FOLLOWUP_KIND_COUNT];
	struct mc_followup_facts facts = { .census_on = mc_query_text(query, 2),
					   .last_contact = mc_query_text(query, 3),
					   .has_evidence = mc_query_int(query, 4) > 0 };

	facts.enrolment.cohort = mc_query_text(query, 0);
	facts.enrolment.learner = mc_query_text(query, 1);
	for (unsigned i = 0; i < MC_COUNT(fact_columns); i++)
		facts.enrolment.facts[fact_columns[i]] = mc_query_text(query, FIRST_FACT + i);
	size_t count = mc_followup_of(items, &facts, g->as_of);

	for (size_t i = 0; i < count; i++) {
		items[i].cohort = mc_arena_strdup(&due->arena, items[i].cohort);
		items[i].learner = mc_arena_strdup(&due->arena, items[i].learner);
		*MC_VEC_ADD(due->items, due->count, due->capacity) = items[i];
	}
}

static struct mc_err *gather(void *context)
{
	const struct gathering *g = context;
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, g->records, select_facts));
	mc_query_bind_text(query, 2, g->as_of);
	mc_query_bind_text(query, 3, g->cohort ? g->cohort : "");
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		add_row(g, query);
	}
}

static int compare_items(const void *a, const void *b)
{
	const struct mc_followup *x = a, *y = b;
	int order = strcmp(x->since, y->since);

	if (!order)
		order = strcmp(x->cohort, y->cohort);
	if (!order)
		order = strcmp(x->learner, y->learner);
	return order ? order : (int)x->kind - (int)y->kind;
}

struct mc_err *mc_followups_read(struct mc_followups *due, struct mc_records *records, const char *cohort,
				 const char *as_of)
{
	struct gathering gathering = { due, records, cohort, as_of };

	MC_TRY(mc_records_read(records, gather, &gathering));
	if (due->count > 0)
		qsort(due->items, due->count, sizeof(*due->items), compare_items);
	return NULL;
}
