/* SPDX-License-Identifier: MIT */
#ifndef MC_RECORDS_BACKUP_H
#define MC_RECORDS_BACKUP_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "records/records.h"
#include "records/sealed_lines.h"

/*
 * A backup is one sealed file with the log and the sealed texts about people, as they were at one moment. The
 * keys of the learners are not in it but in the key ring beside it, one for all backups of a folder: whoever
 * is taken out of the ring cannot be read in any of them.
 */

/** The open lines of the two files. */
#define MC_BACKUP_FORMAT "migracode/sealed-backup/v1"
#define MC_RING_FORMAT "migracode/sealed-ring/v1"

/** Name of the key ring. */
#define MC_RING_NAME "people.ring"

/** A small file that belongs to the school and goes into the backup. */
struct mc_backup_file {
	const char *name;
	struct mc_buf bytes;
};

/** What was written, or read. */
struct mc_backup_counts {
	int64_t events;
	char head[65]; /* hash of the last event */
	int64_t texts; /* sealed texts about people */
	int64_t keys;  /* in the ring */
	int64_t lost;  /* texts that cannot be read any more, because their learner was erased */
};

/**
 * Writes a backup to path, and the key ring beside it anew. Both appear as a whole or not at all, the ring
 * last. Errors: MC_E_IO; MC_E_INPUT (the folder has the ring of another school), those of mc_people_unlock().
 */
struct mc_err *mc_backup_write(struct mc_backup_counts *counts, struct mc_records *records, const char *path,
			       const struct mc_backup_file *files, size_t file_count,
			       const struct mc_records_progress *progress) MC_MUST_USE;

/** Writes the key ring in a folder anew from the records, when there is one. Errors: as above. */
struct mc_err *mc_ring_renew(struct mc_records *records, const char *folder) MC_MUST_USE;

/** A backup that is being read. */
struct mc_backup_in {
	struct mc_sealed_in in;
	const char *ring_path; /* NULL: without names; borrowed */
	const struct mc_seal_key *key;
	struct mc_arena arena; /* of names */
	const char *school;
	struct mc_backup_counts said; /* what its beginning says */
	struct mc_backup_file *files;
	size_t file_count;
	size_t file_capacity;
};

#define MC_BACKUP_IN_INIT \
	{ \
		.in = MC_SEALED_IN_INIT, .arena = MC_ARENA_INIT \
	}

/** Opens a backup and reads its beginning: school, counts, files. Errors: MC_E_INPUT (another key, damaged,
 * no backup), MC_E_IO. */
struct mc_err *mc_backup_open(struct mc_backup_in *backup, const char *path, const struct mc_seal_key *key)
	MC_MUST_USE;

/**
 * Puts everything into records that are new and empty, in one transaction: the log is checked, and the tables
 * are made anew from it. Errors: MC_E_INPUT (damaged, or the log does not fit its hashes), MC_E_IO.
 */
struct mc_err *mc_backup_restore(struct mc_backup_counts *counts, struct mc_records *records,
				 struct mc_backup_in *backup, const struct mc_records_progress *progress)
	MC_MUST_USE;

/** Closes it. */
void mc_backup_in_release(struct mc_backup_in *backup);

#endif
