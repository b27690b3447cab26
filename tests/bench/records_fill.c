/* SPDX-License-Identifier: MIT */
/*
 * Fills the records of a school for measuring: usage: records_fill SCHOOL EVENTS [PLACE].  Each learner gets
 * three events, each cohort has a thousand learners, and nothing depends on chance.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "cohort/cohort.h"
#include "cohort/enrolment.h"
#include "cohort/office.h"

enum { LEARNERS = 1000, EVENTS_EACH = 3, START = 15000 };

struct filling {
	struct mc_records *records;
	long cohort;
	long learners;
};

static struct mc_err *add_learner(struct filling *filling, const char *cohort, int32_t start, long i)
{
	static const char *const genders[] = { "f", "m", "f", "n" };
	char learner[32], on[MC_DATE_TEXT], started[MC_DATE_TEXT], certificate[MC_DATE_TEXT];
	struct mc_enrolment wanted = { .cohort = cohort, .learner = learner };
	size_t events = 0;

	(void)snprintf(learner, sizeof(learner), "L%ld-%ld", filling->cohort, i);
	mc_date_text(started, start);
	wanted.facts[MC_FACT_GENDER] = genders[i % 4];
	wanted.facts[MC_FACT_STARTED_ON] = started;
	wanted.facts[MC_FACT_AGE] = "31";
	wanted.facts[MC_FACT_THIRD_COUNTRY] = "y";
	wanted.facts[MC_FACT_ENTRY_STATUS] = "unemployed";
	wanted.facts[MC_FACT_ISCED] = "3";
	wanted.facts[MC_FACT_INTENT] = "job";
	wanted.facts[MC_FACT_WORK_AUTH] = "y";
	mc_date_text(on, start + (int32_t)(i % 200));
	mc_date_text(certificate, start + (int32_t)(i % 200) + 2);
	wanted.facts[i % 3 ? MC_FACT_GRADUATED_ON : MC_FACT_WITHDRAWN_ON] = on;
	if (i % 3 == 0)
		wanted.facts[MC_FACT_WITHDRAWN_REASON] = i % 5 ? "job" : "moved-by-authority";
	else
		wanted.facts[MC_FACT_CERTIFICATE_ON] = certificate;
	wanted.facts[MC_FACT_OUTCOME] = i % 2 ? "1A" : "3A";
	return mc_enrolment_change(&events, filling->records, &wanted, NULL);
}

static struct mc_err *add_learners(void *context)
{
	struct filling *filling = context;
	char id[32];

	(void)snprintf(id, sizeof(id), "bench-%ld", filling->cohort);
	for (long i = 0; i < filling->learners; i++)
		MC_TRY(add_learner(filling, id, START + (int32_t)(filling->cohort % 1000), i));
	return NULL;
}

static struct mc_err *fill(struct filling *filling, long events)
{
	for (; events > 0; events -= 1 + EVENTS_EACH * LEARNERS) {
		char id[32], start[MC_DATE_TEXT];
		const struct mc_cohort cohort = {
			.id = id, .kind = "course", .start_on = start, .length_days = 120, .census_day = 14
		};

		filling->cohort++;
		(void)snprintf(id, sizeof(id), "bench-%ld", filling->cohort);
		mc_date_text(start, START + (int32_t)(filling->cohort % 1000));
		filling->learners = events > EVENTS_EACH * LEARNERS ? LEARNERS : events / EVENTS_EACH;
		MC_TRY(mc_cohort_create(filling->records, &cohort));
		MC_TRY(mc_records_write(filling->records, add_learners, filling));
	}
	return NULL;
}

int main(int argc, char *argv[])
{
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	struct filling filling = { 0 };

	if (argc < 3)
		return 2;
	struct mc_err *err = mc_office_open(&office, argv[1], argc > 3 ? argv[3] : NULL, "bench", NULL);

	filling.records = office.records;
	if (!err)
		err = fill(&filling, strtol(argv[2], NULL, 10));
	if (!err)
		return 0;
	(void)fprintf(stderr, "%s\n", err->msg);
	mc_err_free(err);
	return 1;
}
