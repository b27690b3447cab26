/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "mirror/found.h"

/* X(what became of a learner, word in documents, for people) */
#define WORDS(X) \
	X(MC_FORGE_FOUND_ONE, "one", NULL) \
	X(MC_FORGE_FOUND_NONE, "none", N_("no repository there")) \
	X(MC_FORGE_FOUND_UNKNOWN, "unknown", \
	  N_("the records have no account: neither github nor github_id")) \
	X(MC_FORGE_FOUND_SEVERAL, "several", N_("more than one repository could be meant")) \
	X(MC_FORGE_FOUND_SHARED, "shared", N_("somebody else has the same account"))

static const char *const words[] = {
#define X(constant, word, text) [constant] = word,
	WORDS(X)
#undef X
};

static const char *const texts[] = {
#define X(constant, word, text) [constant] = text,
	WORDS(X)
#undef X
};

static size_t count_found(const struct mc_mirror_found *found)
{
	size_t count = 0;

	for (size_t i = 0; i < found->count; i++)
		count += found->items[i].url != NULL;
	return count;
}

void mc_mirror_found_show(struct mc_buf *out, const struct mc_mirror_found *found, const char *const *names)
{
	size_t count = count_found(found);

	mc_buf_addf(out,
		    NP_("%zu repository of a learner found\n", "%zu repositories of learners found\n", count),
		    count);
	for (size_t i = 0; i < found->count; i++) {
		const struct mc_mirror_found_one *one = &found->items[i];

		if (!one->url && !one->has_recorded)
			mc_buf_addf(out, "%s (%s): %s\n", names[i], one->learner, _(texts[one->found]));
	}
	if (found->other_count == 0)
		return;
	mc_buf_addf(out,
		    NP_("%zu repository is of nobody in the cohort:",
			"%zu repositories are of nobody in the cohort:", found->other_count),
		    found->other_count);
	for (size_t i = 0; i < found->other_count; i++)
		mc_buf_addf(out, " %s", found->others[i]);
	mc_buf_addc(out, '\n');
}

void mc_mirror_found_write(struct mc_json_writer *writer, const struct mc_mirror_found *found)
{
	mc_json_start(writer, '{');
	mc_json_key_int(writer, "learners", (int64_t)count_found(found));
	mc_json_key_int(writer, "others", (int64_t)found->other_count);
	mc_json_key(writer, "without");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < found->count; i++) {
		if (found->items[i].url)
			continue;
		mc_json_start(writer, '{');
		mc_json_key_text(writer, "learner", found->items[i].learner);
		mc_json_key_text(writer, "why", words[found->items[i].found]);
		mc_json_key_bool(writer, "recorded", found->items[i].has_recorded);
		mc_json_end(writer);
	}
	mc_json_end(writer);
	mc_json_end(writer);
}
