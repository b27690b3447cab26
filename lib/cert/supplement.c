/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "cert/gather_part.h"
#include "cert/papers_part.h"
#include "records/people.h"

/*
 * The supplement says what the certificates of a course stand for: all that the course is aligned to, whether
 * or not somebody passed it.
 */

static void list_competences(struct mc_printed_facts *facts, struct mc_arena *arena,
			     const struct gather_aligns *aligns)
{
	struct mc_printed_line *lines = mc_arena_alloc(arena, (2 * aligns->count + 1) * sizeof(*lines));
	const struct mc_framework *framework = NULL;

	for (size_t i = 0; i < aligns->count; i++) {
		const struct mc_framework_row *row = aligns->rows[i];

		if (row->framework != framework) {
			framework = row->framework;
			lines[facts->competence_count++] =
				(struct mc_printed_line){ .name = framework->name };
		}
		/* Codes of ESCO are for machines: numbers that nobody can say. */
		lines[facts->competence_count++] = (struct mc_printed_line){
			.name = row->name, .code = strlen(row->label) <= 30 ? row->label : NULL, .level = 1
		};
	}
	facts->competences = lines;
}

struct jobs {
	const struct mc_frameworks *frameworks;
	const struct mc_framework_row **rows;
	size_t count;
};

static void add_jobs(struct jobs *jobs, const struct mc_texts *aligns)
{
	for (size_t i = 0; i < aligns->count; i++) {
		const struct mc_framework_row *row = mc_frameworks_find(jobs->frameworks, aligns->items[i]);
		bool is_known = !row || !row->is_occupation || !row->is_verified;

		for (size_t k = 0; k < jobs->count; k++)
			is_known |= jobs->rows[k] == row;
		if (!is_known)
			jobs->rows[jobs->count++] = row;
	}
}

static void list_occupations(struct mc_printed_facts *facts, struct mc_arena *arena,
			     const struct mc_gather *gather)
{
	const struct mc_curriculum *curriculum = gather->curriculum;
	struct jobs jobs = { &gather->frameworks,
			     mc_arena_alloc(arena, (gather->frameworks.row_count + 1) * sizeof(*jobs.rows)),
			     0 };

	add_jobs(&jobs, &curriculum->align);
	for (size_t i = 0; i < curriculum->module_count; i++)
		add_jobs(&jobs, &curriculum->modules[i]->align);
	struct mc_printed_line *lines = mc_arena_alloc(arena, (jobs.count + 1) * sizeof(*lines));

	for (size_t i = 0; i < jobs.count; i++)
		lines[i] = (struct mc_printed_line){
			.name = jobs.rows[i]->name,
			.code = mc_arena_format(arena, "%s %s", jobs.rows[i]->framework->name,
						jobs.rows[i]->label),
			.level = 1,
		};
	facts->occupations = lines;
	facts->occupation_count = jobs.count;
}

/* The rules by which somebody of the cohort graduated; NULL while nobody did. */
static const char *criteria_of(const struct gather_making *m)
{
	const struct mc_gather *gather = m->gather;

	if (gather->graduate_count == 0)
		return NULL;
	const struct mc_cert_fill rules[] = { { "rules", gather->rows[gather->graduates[0]].rule_set } };

	return mc_gather_word(m, "criteria", rules, 1);
}

static const char *place_of(struct mc_arena *arena, const struct mc_badge_issuer *issuer)
{
	if (issuer->city && issuer->country)
		return mc_arena_format(arena, "%s, %s", issuer->city, issuer->country);
	return issuer->city ? issuer->city : issuer->country;
}

struct mc_err *mc_papers_supplement(struct mc_buf *pdf, const struct mc_papers_wanted *wanted,
				    const char *cohort, const char *lang)
{
	const struct mc_badge_issuer *issuer = &wanted->settings->issuer;
	MC_AUTOPTR(mc_gather) gather = NULL;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;

	MC_TRY(mc_people_unlock(wanted->office->records));
	MC_TRY(mc_gather_open(&gather, &(struct mc_gather_wanted){ .office = wanted->office,
								   .settings = wanted->settings,
								   .cohort = cohort,
								   .lang = lang }));
	const struct gather_making making = { .gather = gather, .arena = &arena };
	struct mc_printed_facts facts = {
		.course = gather->title,
		.about = mc_gather_word(&making, "about", NULL, 0),
		.issuer = gather->issuer_name,
		.issuer_place = place_of(&arena, issuer),
		.issuer_url = issuer->url,
		.issuer_registration = issuer->registration,
		.hours = gather->curriculum->hours,
		.criteria = criteria_of(&making),
		.made_s = wanted->made_s,
	};

	list_competences(&facts, &arena, &gather->aligns);
	list_occupations(&facts, &arena, gather);
	return mc_papers_print(pdf, wanted, MC_PRINTED_SUPPLEMENT, gather->lang, &facts);
}
