/* SPDX-License-Identifier: MIT */
#ifndef MC_TESTS_SCHOOL_RECORDS_H
#define MC_TESTS_SCHOOL_RECORDS_H

/* For tests of records on both engines: stores.h gives each test a new database, these functions records in
 * it. */
#include "records/records.h"
#include "stores.h"

/* New records of a school in the database of the test, with a key in the file of its name. */
static inline struct mc_records *open_records(const char *school, const struct mc_projections *projections)
{
	const struct mc_records_place place = { .where = where,
						.school = school,
						.actor = "sample teacher",
						.key_path = school,
						.projections = projections };
	MC_AUTO(mc_seal_key) key = MC_SEAL_KEY_INIT;
	struct mc_records *records = NULL;

	mc_seal_key_new(&key);
	assert_ok(mc_seal_key_write(school, &key, NULL));
	assert_ok(mc_records_create(&place));
	assert_ok(mc_records_open(&records, &place));
	return records;
}

#endif
