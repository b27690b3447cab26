/* SPDX-License-Identifier: MIT */
#include "cert/gather.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cert/gather_part.h"
#include "cohort/attendance.h"
#include "cohort/consent.h"
#include "cohort/profile.h"
#include "credential/lint.h"

const char *const mc_gather_reasons[MC_GATHER_REASON_COUNT] = {
#define X(constant, name) name,
	MC_GATHER_REASONS(X)
#undef X
};

void mc_gather_free(struct mc_gather *gather)
{
	if (!gather)
		return;
	mc_cert_words_free(gather->words);
	mc_frameworks_release(&gather->frameworks);
	mc_scores_free(gather->scores);
	mc_curriculum_free(gather->curriculum);
	mc_enrolments_release(&gather->enrolments);
	mc_cohorts_release(&gather->cohorts);
	mc_arena_release(&gather->arena);
	free(gather);
}

/* ---- who ---- */

static enum mc_gather_reason reason_of(const struct mc_enrolment *enrolment)
{
	if (enrolment->facts[MC_FACT_GRADUATED_ON])
		return MC_GATHER_NO_DECISION;
	return enrolment->facts[MC_FACT_WITHDRAWN_ON] ? MC_GATHER_WITHDRAWN : MC_GATHER_NOT_DECIDED;
}

/* Whoever moved away is in the list of the cohort that they started in, as for every rate. */
static void list_learners(struct mc_gather *gather)
{
	const struct mc_enrolments *all = &gather->enrolments;
	const char *wanted = gather->wanted.learner;

	gather->rows = mc_arena_alloc(&gather->arena, (all->count + 1) * sizeof(*gather->rows));
	gather->graduates = mc_arena_alloc(&gather->arena, (all->count + 1) * sizeof(*gather->graduates));
	for (size_t i = 0; i < all->count; i++) {
		const struct mc_enrolment *enrolment = &all->items[i];

		if (strcmp(enrolment->cohort, gather->wanted.cohort) != 0 ||
		    (wanted && strcmp(enrolment->learner, wanted) != 0))
			continue;
		gather->rows[gather->row_count++] = (struct mc_gather_row){
			.learner = enrolment->learner,
			.reason = reason_of(enrolment),
			.graduated_on = enrolment->facts[MC_FACT_GRADUATED_ON],
		};
	}
}

/* Rows are sorted by learner. */
static int compare_learner(const void *learner, const void *row)
{
	return strcmp(learner, ((const struct mc_gather_row *)row)->learner);
}

static void take_decision(struct mc_gather *gather, const struct mc_query *query)
{
	struct mc_gather_row *row = bsearch(mc_query_text(query, 0), gather->rows, gather->row_count,
					    sizeof(*row), compare_learner);

	if (!row || !row->graduated_on)
		return;
	row->decision = mc_query_int(query, 1);
	row->rule_set = mc_query_copy(&gather->arena, query, 2);
	row->is_individual = mc_query_int(query, 3) != 0;
	row->decided_by = mc_query_copy(&gather->arena, query, 4);
	row->reason = MC_GATHER_GRADUATE;
}

/* Of several decisions the last one counts. */
static struct mc_err *read_decisions(struct mc_gather *gather)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, gather->wanted.office->records,
				"SELECT learner_id, seq, rule_set, overridden, actor FROM decision"
				" WHERE school_id = ?1 AND cohort_id = ?2 AND decision = 'graduate'"
				" ORDER BY learner_id, seq"));
	mc_query_bind_text(query, 2, gather->wanted.cohort);
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			break;
		take_decision(gather, query);
	}
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *read_people(struct mc_gather *gather)
{
	struct mc_records *records = gather->wanted.office->records;

	MC_TRY(mc_enrolments_of_cohort(&gather->enrolments, records, gather->wanted.cohort));
	list_learners(gather);
	if (gather->wanted.learner && gather->row_count == 0)
		return mc_err_hint(mc_err_new(MC_E_INPUT,
					      _("the learner '%s' did not start in the cohort '%s'"),
					      gather->wanted.learner, gather->wanted.cohort),
				   _("'migracode learner list --cohort %s' names those who did"),
				   gather->wanted.cohort);
	MC_TRY(read_decisions(gather));
	for (size_t i = 0; i < gather->row_count; i++) {
		size_t at = mc_scores_find_learner(gather->scores, gather->rows[i].learner);

		if (at != SIZE_MAX && mc_scores_is_erased(gather->scores, at))
			gather->rows[i].reason = MC_GATHER_ERASED;
		if (gather->rows[i].reason == MC_GATHER_GRADUATE)
			gather->graduates[gather->graduate_count++] = i;
	}
	return NULL;
}

struct mc_err *mc_gather_person(struct mc_gather_person *person, struct mc_arena *arena,
				const struct mc_gather *gather, const char *learner)
{
	struct mc_records *records = gather->wanted.office->records;
	MC_AUTO(mc_consents) consents = MC_CONSENTS_INIT;
	struct mc_profile profile;

	*person = (struct mc_gather_person){ .name = NULL };
	MC_TRY(mc_profile_read(&profile, arena, records, learner));
	MC_TRY(mc_consents_read(&consents, records, learner));
	const char *legal = profile.facts[MC_PROFILE_LEGAL_NAME];

	person->name = legal && *legal ? legal : profile.facts[MC_PROFILE_DISPLAY_NAME];
	if (person->name && !*person->name)
		person->name = NULL;
	person->email = profile.facts[MC_PROFILE_EMAIL];
	person->lang = profile.facts[MC_PROFILE_LANGUAGE];
	person->shows_name = mc_consents_has(&consents, MC_PURPOSE_CERTIFICATE_NAME);
	return NULL;
}

struct mc_err *mc_gather_need_name(const struct mc_gather *gather, const char *learner,
				   const struct mc_gather_person *person)
{
	if (person->name)
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("no name of the learner '%s' is known"), learner),
			   _("add it: migracode learner import --cohort %s --yes names.csv, with the columns "
			     "learner_id and legal_name"),
			   gather->wanted.cohort);
}

/* ---- what for ---- */

static struct mc_err *open_course(struct mc_gather *gather)
{
	const struct mc_cohort *cohort = &gather->cohorts.items[0];
	const struct mc_school *school = &gather->wanted.office->school;
	MC_AUTOTEXT path = mc_school_curriculum_path(school, cohort->curriculum);

	if (!path)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("no course of the cohort '%s' is known"),
					      cohort->id),
				   "%s", _("name the folder of the course as \"curriculum\" in school.json"));
	gather->course_dir = mc_arena_strdup(&gather->arena, path);
	MC_TRY(mc_curriculum_open(&gather->curriculum, NULL, path));
	gather->achievement =
		mc_arena_format(&gather->arena, "%s/%s", gather->curriculum->id, gather->curriculum->version);
	return mc_scores_open(&gather->scores, gather->wanted.office->records,
			      &(struct mc_scores_wanted){ gather->wanted.cohort, NULL, gather->course_dir,
							  school->dir });
}

/* What claims stands in a title, or in a title behind the word "certificate", as it is printed. */
static struct mc_err *check_words(const struct mc_gather *gather, const struct mc_words *titles,
				  const char *what, bool is_of_certificate)
{
	const char *centre = gather->wanted.settings->centre;

	for (size_t i = 0; i < titles->count; i++) {
		MC_AUTOTEXT printed = mc_format("Certificate – %s", titles->texts[i]);

		MC_TRY(mc_credential_check_title(titles->texts[i], what, centre));
		if (is_of_certificate)
			MC_TRY(mc_credential_check_title(printed, _("the title of the certificate"), centre));
	}
	return NULL;
}

/* Nothing that is printed, in any language, may claim what the school cannot give. */
static struct mc_err *check_titles(const struct mc_gather *gather)
{
	const struct mc_curriculum *course = gather->curriculum;
	const struct mc_cert_settings *settings = gather->wanted.settings;
	const char *centre = settings->centre;

	MC_TRY(check_words(gather, &course->title, _("the title of the course"), true));
	for (size_t i = 0; i < course->module_count; i++)
		MC_TRY(check_words(gather, &course->modules[i]->title, _("the title of a module"), false));
	MC_TRY(mc_credential_check_title(gather->issuer_name, _("the name of the issuer"), centre));
	for (size_t i = 0; i < settings->signatory_count; i++) {
		const char *role = settings->signatories[i].role;

		if (role)
			MC_TRY(mc_credential_check_title(role, _("the role of who signs"), centre));
	}
	return settings->place ? mc_credential_check_title(settings->place, _("the place"), centre) : NULL;
}

static struct mc_err *choose_words(struct mc_gather *gather)
{
	const struct mc_gather_wanted *wanted = &gather->wanted;
	const struct mc_school *school = &wanted->office->school;
	const char *lang = wanted->lang;

	lang = lang ? lang : wanted->settings->style.lang;
	lang = lang ? lang : school->lang;
	gather->lang = mc_arena_strdup(&gather->arena, lang ? lang : "en");
	gather->title = mc_words_pick(&gather->curriculum->title, gather->lang);
	gather->issuer_name = wanted->settings->issuer.name ? wanted->settings->issuer.name : school->name;
	return mc_cert_words_open(&gather->words, gather->lang);
}

struct mc_err *mc_gather_open(struct mc_gather **gather, const struct mc_gather_wanted *wanted)
{
	MC_AUTOPTR(mc_gather) fresh = mc_alloc_zero(1, sizeof(*fresh));

	fresh->wanted = *wanted;
	fresh->frameworks = (struct mc_frameworks)MC_FRAMEWORKS_INIT;
	MC_TRY(mc_cohorts_read(&fresh->cohorts, wanted->office->records, wanted->cohort));
	MC_TRY(open_course(fresh));
	MC_TRY(choose_words(fresh));
	MC_TRY(check_titles(fresh));
	MC_TRY(read_people(fresh));
	MC_TRY(mc_frameworks_read(&fresh->frameworks, wanted->office->school.dir));
	MC_TRY(mc_gather_course(fresh));
	mc_attendance_policy(&fresh->policy, &wanted->office->school);
	*gather = MC_TAKE(fresh);
	return NULL;
}

/* ---- what is there ---- */

size_t mc_gather_row_count(const struct mc_gather *gather)
{
	return gather->row_count;
}

const struct mc_gather_row *mc_gather_row_at(const struct mc_gather *gather, size_t row)
{
	return &gather->rows[row];
}

size_t mc_gather_count(const struct mc_gather *gather)
{
	return gather->graduate_count;
}

const struct mc_gather_row *mc_gather_graduate(const struct mc_gather *gather, size_t index)
{
	return &gather->rows[gather->graduates[index]];
}

const char *mc_gather_learner(const struct mc_gather *gather, size_t index)
{
	return mc_gather_graduate(gather, index)->learner;
}

const char *mc_gather_achievement(const struct mc_gather *gather)
{
	return gather->achievement;
}

const char *mc_gather_lang(const struct mc_gather *gather)
{
	return gather->lang;
}

size_t mc_gather_left_out(const struct mc_gather *gather)
{
	return gather->aligns.left_out;
}
