/* SPDX-License-Identifier: MIT */
#include "gradebook/feedback.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "batch/stored.h"
#include "cohort/profile.h"
#include "ext/hash.h"
#include "gradebook/feedback_text.h"
#include "os/file.h"
#include "records/people.h"

const char *const mc_feedback_targets[] = {
#define X(constant, name) name,
	MC_FEEDBACK_TARGETS(X)
#undef X
};

const char *const mc_feedback_states[] = {
#define X(constant, name) name,
	MC_FEEDBACK_STATES(X)
#undef X
};

void mc_feedback_release(struct mc_feedback *feedback)
{
	for (size_t i = 0; i < feedback->count; i++)
		mc_err_free(feedback->items[i].err);
	free(feedback->items);
	mc_arena_release(&feedback->arena);
	*feedback = (struct mc_feedback)MC_FEEDBACK_INIT;
}

void mc_feedback_set(struct mc_feedback *feedback, struct mc_feedback_item *item,
		     enum mc_feedback_state state, struct mc_err *err)
{
	feedback->counts[item->state]--;
	feedback->counts[state]++;
	item->state = state;
	item->err = err;
}

/* ---- one text ---- */

/* Where texts come from. */
struct source {
	const struct mc_book *book;
	char *store; /* folder of results */
	enum mc_feedback_target target;
};

/* What is written behind the lines of a score; NULL where nothing is. */
static struct mc_err *read_notes(const char *const **notes, struct mc_arena *arena,
				 struct mc_records *records, const struct mc_score *score)
{
	const char **made = mc_arena_alloc(arena, (score->line_count + 1) * sizeof(*made));

	for (size_t i = 0; i < score->line_count; i++) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;
		bool is_found = false;

		if (!score->lines[i].note)
			continue;
		MC_TRY(mc_people_get(&text, &is_found, records, score->learner, score->lines[i].note));
		if (is_found)
			made[i] = mc_arena_copy(arena, text.ptr, text.len);
	}
	*notes = made;
	return NULL;
}

/* The digest stays when what is sealed goes, so it is of the text without it, and of the ids in place of it.
 */
static struct mc_err *set_digest(struct mc_feedback_item *item, enum mc_feedback_target target,
				 const struct mc_feedback_parts *parts)
{
	struct mc_feedback_parts open = *parts;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOTEXT title = NULL;
	MC_AUTOTEXT lang = NULL;
	struct mc_hash hash;

	open.notes = NULL;
	MC_TRY(mc_feedback_write(&text, &title, &lang, &open));
	mc_hash_init(&hash);
	mc_hash_add_text(&hash, mc_feedback_targets[target]);
	mc_hash_add_text(&hash, title);
	mc_hash_add_text(&hash, text.ptr);
	for (size_t i = 0; i < parts->score->line_count; i++)
		mc_hash_add_text(&hash, parts->score->lines[i].note);
	mc_hash_hex(item->digest, &hash);
	return NULL;
}

/* The bytes of a stored result. */
static struct mc_err *read_stored(struct mc_buf *stored, const struct source *source, const char *key)
{
	struct mc_err *err = mc_stored_read(stored, source->store, key);

	if (!err || err->code != MC_E_NOTHING)
		return err;
	mc_err_drop(err);
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("the result is not stored any more")),
			   _("grade again: migracode grade --cohort %s"), source->book->cohort->id);
}

static const char *title_of(const struct mc_scores *scores, const char *exercise)
{
	return mc_scores_column(scores, mc_scores_find_exercise(scores, exercise))->title;
}

/* Errors are those of this result alone. */
static struct mc_err *write_item(struct mc_feedback_item *item, struct mc_feedback *feedback,
				 const struct source *source, const struct mc_score *score, const char *lang,
				 const char *const *notes)
{
	MC_AUTO(mc_buf) stored = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOTEXT title = NULL;
	MC_AUTOTEXT found = NULL;
	const char *school_lang = source->book->office.school.lang;

	if (score->grade)
		MC_TRY(read_stored(&stored, source, score->grade->key));
	const struct mc_feedback_parts parts = { .stored = { score->grade ? stored.ptr : NULL, stored.len },
						 .title = title_of(source->book->scores, score->exercise),
						 .lang = lang ? lang : school_lang,
						 .otherwise = school_lang,
						 .score = score,
						 .notes = notes };

	MC_TRY(mc_feedback_write(&text, &title, &found, &parts));
	item->title = mc_arena_strdup(&feedback->arena, title);
	item->lang = mc_arena_strdup(&feedback->arena, found);
	item->text = mc_arena_copy(&feedback->arena, text.ptr, text.len);
	return set_digest(item, source->target, &parts);
}

static struct mc_err *add_item(struct mc_feedback *feedback, const struct source *source,
			       const struct mc_score *score, const struct mc_profile *profile)
{
	struct mc_records *records = source->book->office.records;
	const char *name = profile->facts[MC_PROFILE_DISPLAY_NAME];
	const char *const *notes = NULL;
	bool is_recorded = false;
	struct mc_feedback_item item = { .learner = mc_arena_strdup(&feedback->arena, score->learner),
					 .name = name ? mc_arena_strdup(&feedback->arena, name) : NULL,
					 .exercise = mc_arena_strdup(&feedback->arena, score->exercise) };

	MC_TRY(read_notes(&notes, &feedback->arena, records, score));
	struct mc_err *err =
		write_item(&item, feedback, source, score, profile->facts[MC_PROFILE_LANGUAGE], notes);
	struct mc_feedback_item *added = MC_VEC_ADD(feedback->items, feedback->count, feedback->capacity);

	*added = item;
	feedback->counts[MC_FEEDBACK_WAITING]++;
	if (err) {
		mc_feedback_set(feedback, added, MC_FEEDBACK_FAILED, err);
		return NULL;
	}
	if (source->target != MC_FEEDBACK_FILES)
		MC_TRY(mc_feedback_is_recorded(&is_recorded, records, source->book->cohort->id,
					       source->target, added));
	if (is_recorded)
		mc_feedback_set(feedback, added, MC_FEEDBACK_UNCHANGED, NULL);
	return NULL;
}

/* ---- all ---- */

static bool is_wanted(const struct mc_score *score, const struct mc_feedback_wanted *wanted)
{
	if (!score || score->state != MC_SCORE_GRADED)
		return false;
	if (wanted->exercise && strcmp(wanted->exercise, score->exercise) != 0)
		return false;
	return !wanted->module || (score->module && !strcmp(wanted->module, score->module));
}

static struct mc_err *gather_row(struct mc_feedback *feedback, const struct source *source, size_t row,
				 const struct mc_feedback_wanted *wanted)
{
	const struct mc_scores *scores = source->book->scores;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_profile profile;
	bool is_read = false;

	for (size_t column = 0; column < mc_scores_exercise_count(scores); column++) {
		const struct mc_score *score = mc_scores_at(scores, row, column);

		if (!is_wanted(score, wanted))
			continue;
		if (!is_read)
			MC_TRY(mc_profile_read(&profile, &arena, source->book->office.records,
					       mc_scores_learner(scores, row)));
		is_read = true;
		MC_TRY(add_item(feedback, source, score, &profile));
	}
	return NULL;
}

static bool is_row(const struct mc_scores *scores, size_t row, const struct mc_feedback_wanted *wanted)
{
	bool is_named = wanted->learner_count == 0;

	for (size_t i = 0; i < wanted->learner_count; i++)
		is_named |= !strcmp(wanted->learners[i], mc_scores_learner(scores, row));
	return is_named && !mc_scores_is_erased(scores, row);
}

struct mc_err *mc_feedback_gather(struct mc_feedback *feedback, const struct mc_book *book,
				  const struct mc_feedback_wanted *wanted)
{
	MC_AUTOTEXT store = mc_path_join(book->office.school.dir, MC_STORED_DIR);
	const struct source source = { .book = book, .store = store, .target = wanted->target };

	for (size_t i = 0; i < wanted->learner_count; i++)
		MC_TRY(mc_book_need_learner(book, wanted->learners[i]));
	for (size_t row = 0; row < mc_scores_learner_count(book->scores); row++) {
		if (is_row(book->scores, row, wanted))
			MC_TRY(gather_row(feedback, &source, row, wanted));
	}
	return NULL;
}
