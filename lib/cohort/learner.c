/* SPDX-License-Identifier: MIT */
#include "cohort/learner.h"

#include <string.h>

#include "base/i18n.h"
#include "base/vec.h"
#include "cohort/cohort.h"
#include "cohort/day.h"
#include "cohort/note.h"
#include "cohort/words.h"

void mc_enrolments_release(struct mc_enrolments *enrolments)
{
	free(enrolments->items);
	mc_arena_release(&enrolments->arena);
	*enrolments = (struct mc_enrolments)MC_ENROLMENTS_INIT;
}

/* ---- reading ---- */

/* Columns of the queries, in order; the facts stand first. */
#define COLUMNS \
	"gender, started_on, age, third_country, entry_status, isced, intent, intent_on, work_auth," \
	" cohort_finish, moved_on, withdrawn_on, withdrawn_reason, exclusion, graduated_on, certificate_on," \
	" rule_set, outcome, accepted_on, status_exit, status_6m, cohort_id, learner_id"

static struct mc_err *read_rows(struct mc_enrolments *enrolments, struct mc_query *query)
{
	struct mc_arena *arena = &enrolments->arena;
	bool has_row = false;

	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		struct mc_enrolment *item =
			MC_VEC_ADD(enrolments->items, enrolments->count, enrolments->capacity);

		for (unsigned i = 0; i < MC_FACT_COUNT; i++) {
			const char *text = mc_query_text(query, i);

			item->facts[i] = text ? mc_arena_strdup(arena, text) : NULL;
		}
		item->cohort = mc_arena_strdup(arena, mc_query_text(query, MC_FACT_COUNT));
		item->learner = mc_arena_strdup(arena, mc_query_text(query, MC_FACT_COUNT + 1));
	}
}

struct mc_err *mc_enrolments_of_cohort(struct mc_enrolments *enrolments, struct mc_records *records,
				       const char *cohort)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"SELECT " COLUMNS " FROM enrolment WHERE school_id = ?1"
		" AND (cohort_id = ?2 OR cohort_finish = ?2) ORDER BY learner_id, cohort_id"));
	mc_query_bind_text(query, 2, cohort);
	return read_rows(enrolments, query);
}

struct mc_err *mc_enrolments_of_learner(struct mc_enrolments *enrolments, struct mc_records *records,
					const char *learner)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(&query, records,
				"SELECT " COLUMNS " FROM enrolment WHERE school_id = ?1 AND learner_id = ?2"
				" ORDER BY started_on, cohort_id"));
	mc_query_bind_text(query, 2, learner);
	return read_rows(enrolments, query);
}

/* ---- finding ---- */

static bool is_same(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

static bool is_in_state(const struct mc_enrolment *enrolment, enum mc_enrolment_state state)
{
	bool has_left = enrolment->facts[MC_FACT_WITHDRAWN_ON] != NULL;

	if (state == MC_ENROLMENT_OPEN)
		return !has_left && !enrolment->facts[MC_FACT_GRADUATED_ON];
	return state == MC_ENROLMENT_ANY || has_left;
}

static struct mc_err *is_ambiguous(const struct mc_enrolments *all)
{
	struct mc_err *err =
		mc_err_new(MC_E_INPUT, _("the learner '%s' is in several cohorts"), all->items[0].learner);
	MC_AUTO(mc_buf) names = MC_BUF_INIT;

	for (size_t i = 0; i < all->count; i++)
		mc_buf_addf(&names, "%s--cohort %s", i ? ", " : "", all->items[i].cohort);
	return mc_err_hint(err, _("say which one you mean: %s"), names.ptr);
}

static struct mc_err *choose(const struct mc_enrolment **chosen, const struct mc_enrolments *all,
			     const char *cohort, enum mc_enrolment_state state)
{
	size_t fitting = 0;

	*chosen = NULL;
	for (size_t i = 0; i < all->count; i++) {
		const struct mc_enrolment *item = &all->items[i];

		if (cohort && !is_same(item->cohort, cohort) &&
		    !is_same(item->facts[MC_FACT_COHORT_FINISH], cohort))
			continue;
		if (!cohort && all->count > 1 && !is_in_state(item, state))
			continue;
		/* Who started here goes before who came here. */
		if (!*chosen || is_same(item->cohort, cohort))
			*chosen = item;
		fitting++;
	}
	if (!cohort && fitting != 1)
		return is_ambiguous(all);
	return NULL;
}

static struct mc_err *is_not_there(const char *learner, const char *cohort, bool is_known)
{
	struct mc_err *err = is_known
				     ? mc_err_new(MC_E_INPUT, _("the learner '%s' is not in the cohort '%s'"),
						  learner, cohort)
				     : mc_err_new(MC_E_INPUT, _("there is no learner '%s'"), learner);

	return mc_err_hint(err, "%s",
			   _("'migracode learner list --cohort <id>' names the learners of a cohort"));
}

struct mc_err *mc_learner_find(struct mc_enrolment *enrolment, struct mc_arena *arena,
			       struct mc_records *records, const char *learner, const char *cohort,
			       enum mc_enrolment_state state)
{
	MC_AUTO(mc_enrolments) all = MC_ENROLMENTS_INIT;
	const struct mc_enrolment *chosen = NULL;

	MC_TRY(mc_enrolments_of_learner(&all, records, learner));
	if (all.count == 0)
		return is_not_there(learner, cohort, false);
	MC_TRY(choose(&chosen, &all, cohort, state));
	if (!chosen)
		return is_not_there(learner, cohort, true);
	enrolment->cohort = mc_arena_strdup(arena, chosen->cohort);
	enrolment->learner = mc_arena_strdup(arena, chosen->learner);
	for (size_t i = 0; i < MC_FACT_COUNT; i++)
		enrolment->facts[i] = chosen->facts[i] ? mc_arena_strdup(arena, chosen->facts[i]) : NULL;
	return NULL;
}

/* ---- what happens ---- */

struct happening {
	struct mc_records *records;
	const struct mc_learner_step *step;
	const char *reason; /* as words.h has it */
	const char *exclusion;
};

static struct mc_err *is_before_start(const struct mc_enrolment *e, const char *on)
{
	const char *start = e->facts[MC_FACT_STARTED_ON];

	if (!start || strcmp(on, start) >= 0)
		return NULL;
	return mc_err_new(MC_E_INPUT, _("%s is before the learner '%s' started in '%s', on %s"), on,
			  e->learner, e->cohort, start);
}

static struct mc_err *has_ended(const struct mc_enrolment *e)
{
	if (e->facts[MC_FACT_GRADUATED_ON])
		return mc_err_new(MC_E_INPUT, _("the learner '%s' graduated from '%s' on %s"), e->learner,
				  e->cohort, e->facts[MC_FACT_GRADUATED_ON]);
	if (e->facts[MC_FACT_WITHDRAWN_ON])
		return mc_err_hint(
			mc_err_new(MC_E_INPUT, _("the learner '%s' left '%s' on %s already"), e->learner,
				   e->cohort, e->facts[MC_FACT_WITHDRAWN_ON]),
			_("who came back is recorded with: migracode learner return %s --on <day>"),
			e->learner);
	return NULL;
}

static struct mc_err *move(void *context)
{
	const struct happening *h = context;
	const struct mc_learner_step *step = h->step;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;
	struct mc_enrolment e;
	struct mc_fields fields;

	MC_TRY(mc_cohorts_read(&cohorts, h->records, step->to));
	if (cohorts.items[0].closed_on && strcmp(cohorts.items[0].closed_on, step->on) <= 0)
		return mc_err_new(MC_E_INPUT, _("the cohort '%s' was closed on %s"), step->to,
				  cohorts.items[0].closed_on);
	MC_TRY(mc_learner_find(&e, &arena, h->records, step->learner, step->cohort, MC_ENROLMENT_OPEN));
	MC_TRY(has_ended(&e));
	MC_TRY(is_before_start(&e, step->on));
	if (is_same(step->to, e.facts[MC_FACT_COHORT_FINISH] ? e.facts[MC_FACT_COHORT_FINISH] : e.cohort))
		return mc_err_new(MC_E_NOTHING, _("the learner '%s' is in '%s' already"), e.learner,
				  step->to);
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "cohort", e.cohort);
	mc_fields_add_text(&fields, "cohort_finish", step->to);
	mc_fields_add_text(&fields, "moved_on", step->on);
	return mc_records_append(h->records, "learner.moved", e.learner, &fields);
}

struct mc_err *mc_learner_move(struct mc_records *records, const struct mc_learner_step *step)
{
	struct happening h = { records, step, NULL, NULL };

	MC_TRY(mc_day_check(step->on, "--on"));
	if (!step->to)
		return mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--to");
	return mc_records_write(records, move, &h);
}

static struct mc_err *withdraw(void *context)
{
	const struct happening *h = context;
	const struct mc_learner_step *step = h->step;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	char note[MC_NEW_ID];
	struct mc_enrolment e;
	struct mc_fields fields;

	MC_TRY(mc_learner_find(&e, &arena, h->records, step->learner, step->cohort, MC_ENROLMENT_OPEN));
	MC_TRY(has_ended(&e));
	MC_TRY(is_before_start(&e, step->on));
	MC_TRY(mc_note_keep(note, h->records, e.learner, step->note));
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "cohort", e.cohort);
	mc_fields_add_text(&fields, "withdrawn_on", step->on);
	mc_fields_add_text(&fields, "withdrawn_reason", h->reason);
	mc_fields_add_text(&fields, "exclusion", h->exclusion);
	mc_fields_add_text(&fields, "note", note);
	return mc_records_append(h->records, "learner.withdrawn", e.learner, &fields);
}

static struct mc_err *read_word(const char **word, struct mc_arena *arena, const char *text,
				enum mc_words_list list, const char *option)
{
	*word = NULL;
	if (!text)
		return NULL;
	*word = mc_words_find(list, arena, text);
	if (*word)
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("%s: this word is not known"), option),
			   _("write one of: %s"), mc_words_all(list));
}

/* A move by an authority is a reason as well; death and prison are told by the exclusion alone. */
static const char *reason_of(const char *exclusion)
{
	static const char *const moves[] = { MC_REASON_MOVED, MC_REASON_DEPORTED, MC_REASON_RESETTLED };

	for (size_t i = 0; i < MC_COUNT(moves); i++) {
		if (is_same(exclusion, moves[i]))
			return moves[i];
	}
	return "other";
}

struct mc_err *mc_learner_withdraw(struct mc_records *records, const struct mc_learner_step *step)
{
	struct happening h = { records, step, NULL, NULL };
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;

	MC_TRY(mc_day_check(step->on, "--on"));
	if (!step->reason && !step->exclusion)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--reason"),
				   _("write one of: %s"), mc_words_all(MC_WORDS_REASON));
	MC_TRY(read_word(&h.reason, &arena, step->reason, MC_WORDS_REASON, "--reason"));
	MC_TRY(read_word(&h.exclusion, &arena, step->exclusion, MC_WORDS_EXCLUSION, "--exclusion"));
	if (!h.reason)
		h.reason = reason_of(h.exclusion);
	MC_TRY(mc_note_prepare(records, step->note));
	return mc_records_write(records, withdraw, &h);
}

static struct mc_err *come_back(void *context)
{
	const struct happening *h = context;
	const struct mc_learner_step *step = h->step;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_enrolment e = { .cohort = NULL };
	struct mc_fields fields;

	MC_TRY(mc_learner_find(&e, &arena, h->records, step->learner, step->cohort, MC_ENROLMENT_LEFT));
	const char *left_on = e.facts[MC_FACT_WITHDRAWN_ON];

	if (!left_on)
		return mc_err_new(MC_E_INPUT, _("the learner '%s' has not left '%s'"), e.learner, e.cohort);
	if (strcmp(step->on, left_on) < 0)
		return mc_err_new(MC_E_INPUT, _("%s is before the learner '%s' left, on %s"), step->on,
				  e.learner, left_on);
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "cohort", e.cohort);
	mc_fields_add_text(&fields, "on", step->on);
	return mc_records_append(h->records, "learner.returned", e.learner, &fields);
}

struct mc_err *mc_learner_return(struct mc_records *records, const struct mc_learner_step *step)
{
	struct happening h = { records, step, NULL, NULL };

	MC_TRY(mc_day_check(step->on, "--on"));
	return mc_records_write(records, come_back, &h);
}
