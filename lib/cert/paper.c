/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "cert/gather_part.h"

/*
 * What is printed follows from the credential alone, and from who the learner is: so a certificate that is
 * printed again says the same.
 */

/* Longest code that is told on paper; an identifier of a machine is none for people. */
enum { MAX_CODE = 30, DAY_LEN = 10 };

static const char *day_of(struct mc_arena *arena, const char *moment)
{
	return moment ? mc_arena_format(arena, "%.*s", DAY_LEN, moment) : NULL;
}

/* A result by the end of its id: "points". */
static const struct mc_badge_result *find_result(const struct mc_badge *badge, const char *part)
{
	for (size_t i = 0; i < badge->result_count; i++) {
		const char *at = badge->results[i].id ? strchr(badge->results[i].id, '#') : NULL;

		if (at && !strcmp(at + 1, part))
			return &badge->results[i];
	}
	return NULL;
}

static const char *value_of(struct mc_arena *arena, const struct mc_badge_result *result)
{
	if (!result || !result->value)
		return NULL;
	if (result->type && !strcmp(result->type, "Percent"))
		return mc_arena_format(arena, "%s %%", result->value);
	return result->max ? mc_arena_format(arena, "%s / %s", result->value, result->max) : result->value;
}

static void list_results(struct mc_printed_facts *facts, struct mc_arena *arena, const struct mc_badge *badge)
{
	const struct mc_badge_result *points = find_result(badge, "points");
	const struct mc_badge_result *attendance = find_result(badge, "attendance");
	struct mc_printed_line *lines = mc_arena_alloc(arena, (badge->result_count + 1) * sizeof(*lines));

	for (size_t i = 0; i < badge->result_count; i++) {
		const struct mc_badge_result *result = &badge->results[i];

		if (result != points && result != attendance)
			lines[facts->result_count++] = (struct mc_printed_line){
				.name = result->name, .value = value_of(arena, result), .level = 1
			};
	}
	facts->results = lines;
	facts->points = value_of(arena, points);
	facts->attendance = value_of(arena, attendance);
}

static void list_competences(struct mc_printed_facts *facts, struct mc_arena *arena,
			     const struct mc_badge *badge)
{
	struct mc_printed_line *lines =
		mc_arena_alloc(arena, (2 * badge->alignment_count + 1) * sizeof(*lines));
	const char *framework = NULL;

	for (size_t i = 0; i < badge->alignment_count; i++) {
		const struct mc_badge_alignment *alignment = &badge->alignments[i];

		if (alignment->framework && (!framework || strcmp(framework, alignment->framework) != 0)) {
			framework = alignment->framework;
			lines[facts->competence_count++] = (struct mc_printed_line){ .name = framework };
		}
		lines[facts->competence_count++] = (struct mc_printed_line){
			.name = alignment->name,
			.code = alignment->code && strlen(alignment->code) <= MAX_CODE ? alignment->code
										       : NULL,
			.level = 1,
		};
	}
	facts->competences = lines;
}

/* Without the fixed words, which paper has in a place of their own. */
static const char *first_paragraph(struct mc_arena *arena, const char *text)
{
	const char *end = text ? strstr(text, "\n\n") : NULL;

	return end ? mc_arena_copy(arena, text, (size_t)(end - text)) : text;
}

static const char *place_of(struct mc_arena *arena, const struct mc_badge_issuer *issuer)
{
	if (issuer->city && issuer->country)
		return mc_arena_format(arena, "%s, %s", issuer->city, issuer->country);
	return issuer->city ? issuer->city : issuer->country;
}

const char *mc_gather_title(const struct mc_gather *gather, const char *lang)
{
	const struct mc_words *titles = &gather->curriculum->title;

	for (size_t i = 0; lang && i < titles->count; i++) {
		if (!strcmp(titles->langs[i], lang))
			return titles->texts[i];
	}
	return NULL;
}

void mc_gather_facts(struct mc_printed_facts *facts, struct mc_arena *arena, const struct mc_gather *gather,
		     const struct mc_badge *badge, const char *name)
{
	const struct mc_cert_settings *settings = gather->wanted.settings;

	*facts = (struct mc_printed_facts){
		.name = name,
		.course = badge->achievement_name,
		.about = badge->achievement_about,
		.issuer = badge->issuer.name,
		.issuer_place = place_of(arena, &badge->issuer),
		.issuer_url = badge->issuer.url,
		.issuer_registration = badge->issuer.registration,
		.issuer_id = badge->issuer.id,
		.started_on = day_of(arena, badge->started_at),
		.ended_on = day_of(arena, badge->ended_at),
		.awarded_on = day_of(arena, badge->awarded_on),
		.valid_until = day_of(arena, badge->valid_until),
		.place = settings->place,
		.hours = badge->has_hours ? badge->hours : 0,
		.criteria = first_paragraph(arena, badge->criteria),
		.signatories = settings->signatories,
		.signatory_count = settings->signatory_count,
		.id = badge->id,
		.verify_url = settings->verify_url,
	};
	list_results(facts, arena, badge);
	list_competences(facts, arena, badge);
}

const char *mc_gather_second(const struct mc_gather *gather, const char *lang, const char *of_learner)
{
	const char *second = gather->wanted.settings->style.second;

	if (of_learner && strcmp(of_learner, lang) != 0 && mc_cert_words_are_on_paper(of_learner))
		return of_learner;
	return second && strcmp(second, lang) != 0 ? second : NULL;
}

/* The name may have been changed in the records; what is signed stays. */
static bool is_name_of(const struct mc_badge *badge, const char *name)
{
	for (size_t i = 0; i < badge->identity_count; i++) {
		const struct mc_badge_identity *identity = &badge->identities[i];

		if (!identity->type || strcmp(identity->type, "name") != 0 || !identity->value)
			continue;
		return identity->is_hashed ? mc_badge_identity_is(identity, name)
					   : !strcmp(name, identity->value);
	}
	return false;
}

struct mc_err *mc_gather_paper(struct mc_printed_facts *facts, const char **paper_lang,
			       struct mc_arena *arena, struct mc_gather *gather, const char *learner,
			       const struct mc_badge *badge)
{
	struct mc_gather_person person;

	MC_TRY(mc_gather_person(&person, arena, gather, learner));
	if (!person.name || !is_name_of(badge, person.name))
		return mc_err_hint(
			mc_err_new(MC_E_INPUT,
				   _("the name of the learner '%s' is not the one of the certificate"),
				   learner),
			"%s",
			_("revoke the certificate with 'migracode cert revoke', then give another one with "
			  "'migracode cert issue --replace'"));
	mc_gather_facts(facts, arena, gather, badge, person.name);
	*paper_lang = mc_gather_second(gather, badge->lang ? badge->lang : gather->lang, person.lang);
	facts->course_second = mc_gather_title(gather, *paper_lang);
	return NULL;
}
