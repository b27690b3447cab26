/* SPDX-License-Identifier: MIT */
#include "cohort/profile.h"

#include <string.h>

#include "base/i18n.h"
#include "cohort/erase.h"
#include "ext/json.h"
#include "ext/json_write.h"
#include "records/people.h"

const char *const mc_profile_keys[MC_PROFILE_COUNT] = {
#define X(constant, key, is_found) key,
	MC_PROFILE_FACTS(X)
#undef X
};

static const bool is_findable[MC_PROFILE_COUNT] = {
#define X(constant, key, is_found) is_found,
	MC_PROFILE_FACTS(X)
#undef X
};

bool mc_profile_is_empty(const struct mc_profile *profile)
{
	for (size_t i = 0; i < MC_PROFILE_COUNT; i++) {
		if (profile->facts[i] && *profile->facts[i])
			return false;
	}
	return true;
}

static bool is_change(const struct mc_profile *wanted, const struct mc_profile *recorded, size_t fact)
{
	const char *text = wanted->facts[fact];

	if (!text || !*text)
		return false;
	return !recorded || !recorded->facts[fact] || strcmp(recorded->facts[fact], text) != 0;
}

bool mc_profile_is_said(const struct mc_profile *wanted, const struct mc_profile *recorded)
{
	for (size_t i = 0; i < MC_PROFILE_COUNT; i++) {
		if (is_change(wanted, recorded, i))
			return false;
	}
	return true;
}

struct mc_err *mc_profile_read(struct mc_profile *profile, struct mc_arena *arena, struct mc_records *records,
			       const char *learner)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOPTR(mc_json) json = NULL;
	bool found = false;

	*profile = (struct mc_profile){ { NULL } };
	MC_TRY(mc_people_get(&text, &found, records, learner, MC_PEOPLE_PROFILE));
	if (!found)
		return NULL;
	struct mc_err *err = mc_json_open(&json, NULL, text.ptr, text.len);

	explicit_bzero(text.ptr, text.len);
	/* The reader's message would quote what it stumbled over. */
	if (err) {
		mc_err_free(err);
		return mc_err_new(MC_E_INPUT, _("what is kept about the learner '%s' cannot be read"),
				  learner);
	}
	for (size_t i = 0; i < MC_PROFILE_COUNT; i++) {
		const char *fact = mc_json_as_text(mc_json_find(mc_json_root(json), mc_profile_keys[i]));

		profile->facts[i] = fact ? mc_arena_strdup(arena, fact) : NULL;
	}
	return NULL;
}

static struct mc_err *write_prints(struct mc_records *records, const char *learner,
				   const struct mc_profile *wanted, const struct mc_profile *recorded)
{
	for (size_t i = 0; i < MC_PROFILE_COUNT; i++) {
		if (!is_findable[i] || !is_change(wanted, recorded, i))
			continue;
		if (recorded && recorded->facts[i])
			MC_TRY(mc_people_remove_print(records, learner, mc_profile_keys[i],
						      recorded->facts[i]));
		MC_TRY(mc_people_add_print(records, learner, mc_profile_keys[i], wanted->facts[i]));
	}
	return NULL;
}

enum { PROFILE_BYTES = 4000 };

/* What wanted says, and what of recorded it leaves out. */
static void format(struct mc_buf *text, const struct mc_profile *wanted, const struct mc_profile *recorded)
{
	struct mc_json_writer writer = MC_JSON_WRITER(text, false);

	/* So that no copy of it stays where the text was before it grew. */
	(void)mc_buf_room(text, PROFILE_BYTES);
	mc_json_start(&writer, '{');
	for (size_t i = 0; i < MC_PROFILE_COUNT; i++) {
		const char *fact = wanted->facts[i] && *wanted->facts[i] ? wanted->facts[i]
				   : recorded				 ? recorded->facts[i]
									 : NULL;

		if (fact)
			mc_json_key_text(&writer, mc_profile_keys[i], fact);
	}
	mc_json_end(&writer);
}

struct mc_err *mc_profile_write(struct mc_records *records, const char *learner,
				const struct mc_profile *wanted, const struct mc_profile *recorded)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_err *err = NULL;

	MC_TRY(mc_erasure_refuse(records, learner));
	format(&text, wanted, recorded);
	err = mc_people_put(records, learner, MC_PEOPLE_PROFILE, text.ptr);
	explicit_bzero(text.ptr, text.len);
	return err ? err : write_prints(records, learner, wanted, recorded);
}

struct mc_err *mc_profile_write_first(struct mc_records *records, const char *learner,
				      const struct mc_profile *wanted)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_err *err = NULL;

	format(&text, wanted, NULL);
	err = mc_people_put_first(records, learner, MC_PEOPLE_PROFILE, text.ptr);
	explicit_bzero(text.ptr, text.len);
	return err ? err : write_prints(records, learner, wanted, NULL);
}
