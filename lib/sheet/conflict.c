/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "base/vec.h"
#include "sheet/overlap.h"

void mc_conflict_release(struct mc_conflict *conflict)
{
	free(conflict->tables);
	free(conflict->text);
	*conflict = (struct mc_conflict)MC_CONFLICT_INIT;
}

/* Tables under one question; the new one stands last. */
struct question {
	const struct mc_issued **tables;
	size_t *indexes; /* in the caller's list */
	size_t count;
	int64_t k;
};

static void question_release(struct question *question)
{
	free(question->tables);
	free(question->indexes);
}

/* What came of it. */
struct answer {
	bool is_sound; /* the tables can all be true at once */
	bool is_found;
	bool is_secret;	  /* a hidden figure; otherwise few people of a difference */
	const char *id;	  /* which figure; belongs to a table */
	struct mc_buf of; /* which cohorts */
};

#define ANSWER_INIT \
	{ \
		.of = MC_BUF_INIT \
	}

static void answer_release(struct answer *answer)
{
	mc_buf_release(&answer->of);
}

static struct mc_known cell_known(const struct mc_issued *table, const struct mc_issued_cell *cell)
{
	bool is_rounded = table->audience == MC_AUDIENCE_PUBLIC;

	switch (cell->kind) {
	case MC_ISSUED_SHOWN:
		if (!is_rounded)
			break;
		return (struct mc_known){ cell->count > 2 ? cell->count - 2 : 0, cell->count + 2 };
	case MC_ISSUED_HIDDEN:
		return (struct mc_known){ 1, MC_UNLIMITED };
	case MC_ISSUED_UNPRINTED:
		return (struct mc_known){ 0, MC_UNLIMITED };
	}
	return (struct mc_known){ cell->count, cell->count };
}

/* What the tables from first to before end tell of each count; false when they contradict each other. */
static bool fill_known(struct mc_known *known, const struct mc_overlap *overlap, size_t first, size_t end)
{
	bool is_sound = true;

	for (size_t i = 0; i < overlap->count; i++)
		known[i] = (struct mc_known){ 0, MC_UNLIMITED };
	for (size_t i = first; i < end; i++) {
		const struct mc_issued *table = overlap->tables[i];

		for (size_t j = 0; j < table->cell_count; j++) {
			struct mc_known more = cell_known(table, &table->cells[j]);
			struct mc_known *one = &known[mc_overlap_cell(overlap, i, &table->cells[j])];

			one->low = more.low > one->low ? more.low : one->low;
			one->high = more.high < one->high ? more.high : one->high;
			is_sound = is_sound && one->low <= one->high;
		}
	}
	return is_sound;
}

/* What was hidden only to protect others matters by what it tells of them. */
static bool is_disclosed(const struct mc_overlap_count *count, const struct mc_bounds *bounds, int64_t k)
{
	if (bounds->low <= 0 || bounds->low >= k)
		return false;
	return bounds->high < k || (count->is_secret && mc_bounds_width(bounds) < k);
}

/* Which counts the tables from first to before end disclose. */
static struct mc_err *attack(bool *is_known, bool *is_sound, const struct mc_overlap *overlap, int64_t k,
			     size_t first, size_t end)
{
	struct mc_known *known = mc_alloc_zero(overlap->count + 1, sizeof(*known));
	struct mc_bounds *bounds = mc_alloc_zero(overlap->count + 1, sizeof(*bounds));
	struct mc_attack question = { .known = known,
				      .count = overlap->count,
				      .relations = overlap->relations,
				      .relation_count = overlap->relation_count };
	struct mc_err *err = NULL;

	for (size_t i = 0; i < overlap->count; i++)
		bounds[i] = (struct mc_bounds)MC_BOUNDS_INIT;
	*is_sound = fill_known(known, overlap, first, end);
	if (*is_sound)
		err = mc_disclosure_bounds(bounds, is_sound, &question);
	for (size_t i = 0; !err && *is_sound && i < overlap->count; i++)
		is_known[i] = is_disclosed(&overlap->counts[i], &bounds[i], k);
	free(known);
	free(bounds);
	return err;
}

/*
 * What all disclose together and the earlier ones do not.  What a new table for the public tells alone, its
 * rules allow; one for funders was made to tell nothing, unless it lacks relations that earlier ones have.
 */
static struct mc_err *compare(struct answer *answer, const struct mc_overlap *overlap, int64_t k,
			      bool *const known[3])
{
	size_t last = overlap->table_count - 1;
	bool is_sound = true;

	MC_TRY(attack(known[0], &answer->is_sound, overlap, k, 0, last + 1));
	if (!answer->is_sound)
		return NULL;
	MC_TRY(attack(known[1], &is_sound, overlap, k, 0, last));
	if (overlap->tables[last]->audience == MC_AUDIENCE_PUBLIC)
		MC_TRY(attack(known[2], &is_sound, overlap, k, last, last + 1));
	for (size_t i = 0; !answer->is_found && i < overlap->count; i++) {
		if (!known[0][i] || known[1][i] || known[2][i])
			continue;
		answer->is_found = true;
		answer->is_secret = overlap->counts[i].is_secret;
		answer->id = overlap->ids[overlap->counts[i].id];
		mc_buf_reset(&answer->of);
		mc_overlap_cohorts(&answer->of, overlap, overlap->counts[i].set);
	}
	return NULL;
}

static struct mc_err *ask(struct answer *answer, const struct question *question)
{
	MC_AUTO(mc_overlap) overlap = MC_OVERLAP_INIT;
	bool *known[3] = { NULL, NULL, NULL };

	answer->is_found = false;
	MC_TRY(mc_overlap_build(&overlap, question->tables, question->count));
	for (size_t i = 0; i < 3; i++)
		known[i] = mc_alloc_zero(overlap.count + 1, sizeof(bool));
	struct mc_err *err = compare(answer, &overlap, question->k, known);

	for (size_t i = 0; i < 3; i++)
		free(known[i]);
	return err;
}

static bool has_common_cohort(const struct mc_issue *a, const struct mc_issue *b)
{
	for (size_t i = 0, j = 0; i < a->cohort_count && j < b->cohort_count;) {
		int order = strcmp(a->cohorts[i], b->cohorts[j]);

		if (order == 0)
			return true;
		i += order < 0;
		j += order > 0;
	}
	return false;
}

static bool has_same_scope(const struct mc_issue *a, const struct mc_issue *b)
{
	bool is_same = a->cohort_count == b->cohort_count;

	for (size_t i = 0; is_same && i < a->cohort_count; i++)
		is_same = !strcmp(a->cohorts[i], b->cohorts[i]);
	return is_same;
}

/* Whether an earlier table can say anything about the figures of the new one. */
static bool is_relevant(const struct mc_issued *fresh, const struct mc_issued *earlier)
{
	if (earlier->audience == MC_AUDIENCE_INTERNAL)
		return false;
	if (has_same_scope(&fresh->what, &earlier->what))
		return mc_issued_is_same(fresh, earlier);
	return !strcmp(fresh->what.as_of, earlier->what.as_of);
}

/* True when a table shares cohorts with one that is in the question already. */
static bool is_reached(const struct question *question, const struct mc_issue *what)
{
	for (size_t i = 0; i < question->count; i++) {
		if (has_common_cohort(&question->tables[i]->what, what))
			return true;
	}
	return false;
}

static void swap(struct question *question, size_t a, size_t b)
{
	const struct mc_issued *table = question->tables[a];
	size_t index = question->indexes[a];

	question->tables[a] = question->tables[b];
	question->indexes[a] = question->indexes[b];
	question->tables[b] = table;
	question->indexes[b] = index;
}

/* The new table, and from there all that overlap, also by way of others; then the new one is put last, and
 * first one of the same cohorts if there is any. */
static void collect(struct question *question, const struct mc_issued *fresh,
		    const struct mc_issued *const *earlier, size_t count)
{
	bool *is_taken = mc_alloc_zero(count + 1, sizeof(*is_taken));

	question->tables = mc_alloc_zero(count + 2, sizeof(*question->tables));
	question->indexes = mc_alloc_zero(count + 2, sizeof(*question->indexes));
	question->tables[question->count++] = fresh;
	for (bool has_grown = true; has_grown;) {
		has_grown = false;
		for (size_t i = 0; i < count; i++) {
			if (is_taken[i] || !is_relevant(fresh, earlier[i]) ||
			    !is_reached(question, &earlier[i]->what))
				continue;
			is_taken[i] = has_grown = true;
			question->indexes[question->count] = i;
			question->tables[question->count++] = earlier[i];
		}
	}
	swap(question, 0, question->count - 1);
	for (size_t i = 1; i + 1 < question->count; i++) {
		if (has_same_scope(&question->tables[i]->what, &fresh->what))
			swap(question, 0, i);
	}
	free(is_taken);
}

static void drop(struct question *question, size_t index)
{
	question->count--;
	for (size_t i = index; i < question->count; i++) {
		question->tables[i] = question->tables[i + 1];
		question->indexes[i] = question->indexes[i + 1];
	}
}

/*
 * Leaves out every table without which the answer is the same.  One always stays: where the new table tells
 * too much alone, it is because an earlier one showed what should have been hidden in it.
 */
static struct mc_err *shrink(struct question *question)
{
	for (size_t i = question->count - 1; i-- > 0 && question->count > 2;) {
		MC_AUTO(answer) answer = ANSWER_INIT;
		const struct mc_issued *table = question->tables[i];
		size_t index = question->indexes[i];

		drop(question, i);
		MC_TRY(ask(&answer, question));
		if (answer.is_found)
			continue;
		for (size_t j = question->count++; j > i; j--) {
			question->tables[j] = question->tables[j - 1];
			question->indexes[j] = question->indexes[j - 1];
		}
		question->tables[i] = table;
		question->indexes[i] = index;
	}
	return NULL;
}

/* Tables that contradict each other were made of figures that changed: then each is looked at alone. */
static struct mc_err *ask_each(struct question *question)
{
	for (size_t i = 0; i + 1 < question->count; i++) {
		MC_AUTO(answer) answer = ANSWER_INIT;
		const struct mc_issued *pair[] = { question->tables[i],
						   question->tables[question->count - 1] };
		struct question two = { .tables = pair, .count = 2, .k = question->k };

		MC_TRY(ask(&answer, &two));
		if (!answer.is_found)
			continue;
		question->tables[0] = pair[0];
		question->indexes[0] = question->indexes[i];
		question->tables[1] = pair[1];
		question->count = 2;
		return NULL;
	}
	question->count = 1;
	return NULL;
}

static void name_table(struct mc_buf *out, const struct mc_issued *table)
{
	if (table->number)
		mc_buf_addf(out, _("'%s' (number %llu, issued on %s)"), table->what.breakdown,
			    (unsigned long long)table->number, table->what.issued_on);
	else
		mc_buf_addf(out, _("'%s' (issued on %s)"), table->what.breakdown, table->what.issued_on);
}

static void explain(struct mc_conflict *conflict, const struct question *question,
		    const struct answer *answer)
{
	MC_AUTO(mc_buf) names = MC_BUF_INIT;

	conflict->tables = mc_alloc_zero(question->count, sizeof(*conflict->tables));
	for (size_t i = 0; i + 1 < question->count; i++) {
		conflict->tables[conflict->count++] = question->indexes[i];
		mc_buf_addz(&names, i ? ", " : "");
		name_table(&names, question->tables[i]);
	}
	if (answer->is_secret)
		conflict->text = mc_format(_("together with %s this report would let a reader compute the "
					     "hidden figure '%s' of %s"),
					   names.ptr, answer->id, answer->of.ptr);
	else
		conflict->text = mc_format(
			_("the difference from %s would tell of fewer than %lld people: '%s' of %s"),
			names.ptr, (long long)question->k, answer->id, answer->of.ptr);
}

struct mc_err *mc_disclosure_conflict(struct mc_conflict *conflict, const struct mc_issued *fresh,
				      const struct mc_issued *const *earlier, size_t count)
{
	MC_AUTO(question) question = { .k = fresh->k };
	MC_AUTO(answer) answer = ANSWER_INIT;

	mc_conflict_release(conflict);
	collect(&question, fresh, earlier, count);
	if (question.count < 2 || fresh->audience == MC_AUDIENCE_INTERNAL)
		return NULL;
	MC_TRY(ask(&answer, &question));
	if (!answer.is_sound) {
		MC_TRY(ask_each(&question));
	} else if (answer.is_found) {
		MC_TRY(shrink(&question));
	} else {
		return NULL;
	}
	if (question.count < 2)
		return NULL;
	MC_TRY(ask(&answer, &question));
	explain(conflict, &question, &answer);
	return NULL;
}
