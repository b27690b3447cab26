/* SPDX-License-Identifier: MIT */
#include "cohort/graduate.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cohort/day.h"
#include "cohort/note.h"
#include "os/file.h"

void mc_graduate_release(struct mc_graduate *graduate)
{
	for (size_t i = 0; i < graduate->count; i++)
		mc_rules_check_release(&graduate->rows[i].check);
	free(graduate->rows);
	mc_curriculum_free(graduate->curriculum);
	mc_rules_free(graduate->rules);
	mc_enrolments_release(&graduate->enrolments);
	mc_cohorts_release(&graduate->cohorts);
	mc_arena_release(&graduate->arena);
	*graduate = (struct mc_graduate)MC_GRADUATE_INIT;
}

/* ---- checking ---- */

static struct mc_err *open_rules(struct mc_graduate *graduate, const struct mc_school *school,
				 const char *path)
{
	MC_AUTOTEXT own = mc_path_join(school->dir, MC_GRADUATE_RULES);

	if (!path && !mc_file_is_regular(own))
		return mc_err_hint(mc_err_new(MC_E_INPUT,
					      _("the school has no rules of graduation: '%s' is missing"),
					      own),
				   "%s",
				   _("name a file with --rules, or begin with one of those in "
				     "curricula/rules; migracode-rules(5) explains them"));
	return mc_rules_open(&graduate->rules, NULL, path ? path : own);
}

/* The course says which exercises there are. A cohort's own folder comes before that of the school; neither
 * need be there. */
static struct mc_err *open_curriculum(struct mc_graduate *graduate, const struct mc_school *school)
{
	MC_AUTOTEXT path = mc_school_curriculum_path(school, graduate->cohorts.items[0].curriculum);

	return path ? mc_curriculum_open(&graduate->curriculum, NULL, path) : NULL;
}

static bool is_wanted(const struct mc_enrolment *enrolment, const struct mc_graduate_wanted *wanted)
{
	const char *left = enrolment->facts[MC_FACT_WITHDRAWN_ON];
	const char *started = enrolment->facts[MC_FACT_STARTED_ON];

	if (strcmp(enrolment->cohort, wanted->cohort) != 0)
		return false;
	if (wanted->learner)
		return !strcmp(enrolment->learner, wanted->learner);
	return started && strcmp(started, wanted->as_of) <= 0 && !(left && strcmp(left, wanted->as_of) <= 0);
}

struct checking {
	struct mc_graduate *graduate;
	struct mc_records *records;
	const struct mc_graduate_wanted *wanted;
};

static struct mc_err *check_one(struct checking *checking, const struct mc_enrolment *enrolment)
{
	struct mc_graduate *graduate = checking->graduate;
	const struct mc_facts_sources sources = { checking->records, &graduate->cohorts.items[0],
						  graduate->curriculum, graduate->as_of };
	struct mc_graduate_row *row = &graduate->rows[graduate->count];
	struct mc_rule_facts facts;

	MC_TRY(mc_facts_read(&facts, &graduate->arena, &sources, enrolment));
	*row = (struct mc_graduate_row){ .enrolment = enrolment, .check = MC_RULES_CHECK_INIT };
	if (enrolment->facts[MC_FACT_GRADUATED_ON])
		row->decided = enrolment->facts[MC_FACT_RULE_SET] ? enrolment->facts[MC_FACT_RULE_SET] : "";
	mc_rules_check(&row->check, graduate->rules, &facts);
	graduate->count++;
	return NULL;
}

static struct mc_err *check_all(void *context)
{
	struct checking *checking = context;
	struct mc_graduate *graduate = checking->graduate;

	for (size_t i = 0; i < graduate->enrolments.count; i++) {
		if (is_wanted(&graduate->enrolments.items[i], checking->wanted))
			MC_TRY(check_one(checking, &graduate->enrolments.items[i]));
	}
	return NULL;
}

struct mc_err *mc_graduate_check(struct mc_graduate *graduate, struct mc_records *records,
				 const struct mc_school *school, const struct mc_graduate_wanted *wanted)
{
	struct checking checking = { graduate, records, wanted };

	MC_TRY(mc_day_check(wanted->as_of, "--as-of"));
	MC_TRY(mc_cohorts_read(&graduate->cohorts, records, wanted->cohort));
	MC_TRY(open_rules(graduate, school, wanted->rules));
	MC_TRY(open_curriculum(graduate, school));
	graduate->as_of = mc_arena_strdup(&graduate->arena, wanted->as_of);
	MC_TRY(mc_enrolments_of_cohort(&graduate->enrolments, records, wanted->cohort));
	graduate->rows = mc_alloc_zero(graduate->enrolments.count + 1, sizeof(*graduate->rows));
	MC_TRY(mc_records_read(records, check_all, &checking));
	if (wanted->learner && graduate->count == 0)
		return mc_err_hint(mc_err_new(MC_E_INPUT,
					      _("the learner '%s' did not start in the cohort '%s'"),
					      wanted->learner, wanted->cohort),
				   _("'migracode learner list --cohort %s' names those who did"),
				   wanted->cohort);
	return NULL;
}

/* ---- deciding ---- */

struct deciding {
	const struct mc_graduate *graduate;
	struct mc_records *records;
	const struct mc_graduate_decision *decision;
	size_t count;
};

static struct mc_err *note_decision(const struct deciding *deciding, const struct mc_graduate_row *row,
				    bool is_override)
{
	const struct mc_graduate_decision *decision = deciding->decision;
	MC_AUTO(mc_buf) checks = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&checks, false);
	struct mc_fields fields;
	char note[MC_NEW_ID] = "";

	if (is_override)
		MC_TRY(mc_note_keep(note, deciding->records, row->enrolment->learner, decision->reason));
	mc_rules_check_write(&writer, &row->check);
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "cohort", row->enrolment->cohort);
	mc_fields_add_text(&fields, "decision", "graduate");
	mc_fields_add_text(&fields, "on", decision->on);
	mc_fields_add_text(&fields, "rule_set", deciding->graduate->rules->set_id);
	mc_fields_add_int(&fields, "override", is_override);
	mc_fields_add_text(&fields, "note_id", note);
	mc_fields_add_json(&fields, "checks", checks.ptr);
	return mc_records_append(deciding->records, "graduation.decided", row->enrolment->learner, &fields);
}

static struct mc_err *graduate_one(const struct deciding *deciding, const struct mc_graduate_row *row)
{
	struct mc_enrolment wanted = { .cohort = row->enrolment->cohort, .learner = row->enrolment->learner };
	size_t events = 0;

	wanted.facts[MC_FACT_GRADUATED_ON] = deciding->decision->on;
	wanted.facts[MC_FACT_CERTIFICATE_ON] = deciding->decision->certificate_on;
	wanted.facts[MC_FACT_RULE_SET] = deciding->graduate->rules->set_id;
	MC_TRY(note_decision(deciding, row, row->check.state != MC_RULE_PASS));
	return mc_enrolment_change(&events, deciding->records, &wanted, row->enrolment);
}

static struct mc_err *decide(void *context)
{
	struct deciding *deciding = context;

	deciding->count = 0;
	for (size_t i = 0; i < deciding->graduate->count; i++) {
		const struct mc_graduate_row *row = &deciding->graduate->rows[i];

		if (row->decided || (row->check.state != MC_RULE_PASS && !deciding->decision->reason))
			continue;
		MC_TRY(graduate_one(deciding, row));
		deciding->count++;
	}
	return NULL;
}

struct mc_err *mc_graduate_decide(size_t *count, struct mc_graduate *graduate, struct mc_records *records,
				  const struct mc_graduate_decision *decision)
{
	struct deciding deciding = { graduate, records, decision, 0 };

	MC_TRY(mc_day_check(decision->on, "--on"));
	if (decision->certificate_on)
		MC_TRY(mc_day_check(decision->certificate_on, "--certificate-on"));
	if (decision->reason)
		MC_TRY(mc_note_prepare(records, decision->reason));
	MC_TRY(mc_records_write(records, decide, &deciding));
	*count = deciding.count;
	return NULL;
}
