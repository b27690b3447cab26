/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_KEEP_H
#define MC_COHORT_KEEP_H

#include <stdbool.h>

#include "cohort/school.h"
#include "records/backup.h"

/** The folder in that of the school where backups go that nobody gave another place. */
#define MC_KEEP_FOLDER "backups"

/**
 * Writes a backup of a school.
 *
 * path   set on success: the file that was written; owned by the caller
 * place  a file that is to be made, or a folder for a file with the name of the school and the moment; NULL:
 * the folder "backups" of the school
 *
 * Errors: those of mc_backup_write().
 */
struct mc_err *mc_school_backup(char **path, struct mc_backup_counts *counts, struct mc_records *records,
				const struct mc_school *school, const char *place,
				const struct mc_records_progress *progress) MC_MUST_USE;

/** True when the school has a key ring in its own folder of backups. */
bool mc_school_has_backups(const struct mc_school *school);

/** Writes that ring anew, so that who was erased is lost in the backups, too. */
struct mc_err *mc_school_renew_ring(struct mc_records *records, const struct mc_school *school) MC_MUST_USE;

/** A school that is to be made from a backup. */
struct mc_school_restoring {
	const char *file;
	const char *dir; /* must not exist, or be an empty folder */
	const char *
		key; /* file with the key of the school; NULL: records.key in the folder above the backup's */
	const char *records; /* PostgreSQL to put the records in; NULL: a file in dir */
	const char *actor;
	const struct mc_seal_asker *asker;
	bool without_names; /* the key ring is not needed */
};

/** Makes it: all or nothing, but that tables without rows may stay on PostgreSQL. Errors: those of
 * mc_backup_open() and mc_backup_restore(), MC_E_INPUT (dir is not empty). */
struct mc_err *mc_school_restore(struct mc_backup_counts *counts, const struct mc_school_restoring *restoring,
				 const struct mc_records_progress *progress) MC_MUST_USE;

#endif
