/* SPDX-License-Identifier: MIT */
#include "cohort/office.h"

struct mc_err *mc_office_open(struct mc_office *office, const char *dir, const char *where, const char *actor,
			      const struct mc_seal_asker *asker)
{
	MC_TRY(mc_school_open(&office->school, dir));
	return mc_school_open_records(&office->records, &office->school, where, actor, asker);
}

void mc_office_release(struct mc_office *office)
{
	mc_records_free(office->records);
	office->records = NULL;
	mc_school_release(&office->school);
}
