/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_SCHOOL_H
#define MC_COHORT_SCHOOL_H

#include <stdint.h>

#include "base/arena.h"
#include "cohort/purpose.h"
#include "cohort/risk_settings.h"
#include "records/records.h"

/*
 * A school: a folder with school.json, the key of the records, and the records, unless those are in
 * PostgreSQL.
 */

/** Files of a school. */
#define MC_SCHOOL_FILE "school.json"
#define MC_SCHOOL_RECORDS "school.db"
#define MC_SCHOOL_KEY "records.key"

/** Which exits take a learner out of the base of a rate; see definition migracode-2026.1. */
enum mc_exclusions { MC_EXCLUSIONS_CIRR, MC_EXCLUSIONS_IPEDS };

/** What school.json says. Texts live in the arena. */
struct mc_school {
	struct mc_arena arena;
	const char *dir;
	const char *id; /* of the school in the log; never changes */
	const char *name;
	const char *lang;
	const char *time_zone;	/* "Europe/Athens" */
	const char *records;	/* path from here, or URL */
	const char *curriculum; /* folder; NULL: none */
	enum mc_exclusions exclusions;
	uint32_t small_cells; /* counts of people below this are not told to funders: k */
	struct mc_risk_settings risk;
	uint32_t retention_days[MC_PURPOSE_COUNT]; /* how long after the course */
};

#define MC_SCHOOL_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees what a school holds. */
void mc_school_release(struct mc_school *school);

/**
 * Reads the school in dir; NULL: the folder at or above the present one that has a school.json.
 * Errors: MC_E_INPUT (no school there; school.json is wrong: file, line, column, and place), MC_E_IO.
 */
struct mc_err *mc_school_open(struct mc_school *school, const char *dir) MC_MUST_USE;

/** Reads len bytes that stand for the file school.json at path; nothing is said about dir. Errors: MC_E_INPUT
 * (the first fault). */
struct mc_err *mc_school_parse(struct mc_school *school, const char *path, const char *bytes, size_t len)
	MC_MUST_USE;

/**
 * Opens its records. where: instead of what school.json says, or NULL; actor: NULL takes the name of the
 * user's account; asker: for the passphrase of the key, or NULL. Errors: those of mc_records_open().
 */
struct mc_err *mc_school_open_records(struct mc_records **records, const struct mc_school *school,
				      const char *where, const char *actor, const struct mc_seal_asker *asker)
	MC_MUST_USE;

/** A new school. */
struct mc_school_wanted {
	const char *dir;  /* must not exist, or be an empty folder */
	const char *name; /* NULL: that of the folder */
	const char *lang;
	const char *time_zone;		 /* NULL: that of this machine */
	const char *records;		 /* NULL: an SQLite file in the folder */
	const char *curriculum;		 /* NULL: none */
	const struct mc_buf *passphrase; /* of the key; NULL: none */
};

/** Makes a school: all or nothing. Errors: MC_E_INPUT (dir is not empty, bad value), MC_E_IO, those of
 * mc_records_create(). */
struct mc_err *mc_school_create(const struct mc_school_wanted *wanted) MC_MUST_USE;

/** Writes the .gitignore of a school: names must not end up in a repository by mistake. Errors: MC_E_IO. */
struct mc_err *mc_school_write_ignore(const char *dir) MC_MUST_USE;

/** The folder of the records as mc_store_open() takes it: owned by the caller. */
char *mc_school_records_path(const struct mc_school *school, const char *where)
	__attribute__((returns_nonnull));

/**
 * The folder of the course of a cohort, whose own one comes before that of the school: a path starts at the
 * folder of the school, or where the command was typed. of_cohort: what the cohort says, or NULL. Owned by
 * the caller; NULL when neither names one.
 */
char *mc_school_curriculum_path(const struct mc_school *school, const char *of_cohort);

#endif
