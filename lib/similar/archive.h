/* SPDX-License-Identifier: MIT */
#ifndef MC_SIMILAR_ARCHIVE_H
#define MC_SIMILAR_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "os/map.h"
#include "similar/match.h"
#include "similar/study.h"

/*
 * An index file: the fingerprints of earlier programs, none of their text. It is looked into where it lies,
 * so that one program is compared with a hundred thousand in a moment.
 *
 * A head, the programs, their names, where the fingerprints of each of 65536 beginnings lie and what their
 * bytes add up to, and the fingerprints in order. Numbers are those of the machine; the head says so. What is
 * read has been checked before: the tables at once, each part of the fingerprints when it is looked into.
 */

/** One program in it. */
struct mc_archive_program {
	float scale[MC_CHANNEL_COUNT];
	uint32_t tokens;
	uint32_t lines;
	uint32_t name; /* where in the names it starts */
};

/** An index file that is open. */
struct mc_archive {
	const char *path; /* borrowed */
	struct mc_map map;
	size_t program_count;
	size_t print_count;
	size_t names_len;
	const struct mc_archive_program *programs; /* all these lie in map */
	const char *names;
	const uint64_t *ends; /* of the fingerprints of each beginning */
	const uint32_t *sums;
	const uint64_t *prints;
	unsigned char *is_checked; /* for each beginning */
};

#define MC_ARCHIVE_INIT \
	{ \
		.map = MC_MAP_INIT \
	}

/** Opens an index file. Errors: MC_E_INPUT (there is none, none of ours, of another version or machine,
 * damaged), MC_E_IO. */
struct mc_err *mc_archive_open(struct mc_archive *archive, const char *path) MC_MUST_USE;

/** The same of bytes in memory, which must outlive it and lie where numbers may lie. Errors: MC_E_INPUT. */
struct mc_err *mc_archive_open_bytes(struct mc_archive *archive, const char *path, const void *bytes,
				     size_t len) MC_MUST_USE;

/** Closes it; usable again. */
void mc_archive_release(struct mc_archive *archive);

/** The fingerprints with a key: *from and how many. Errors: MC_E_INPUT (this part is damaged). */
struct mc_err *mc_archive_find(const uint64_t **from, size_t *count, struct mc_archive *archive, uint64_t key)
	MC_MUST_USE;

/** Checks all of it. Errors: MC_E_INPUT. */
struct mc_err *mc_archive_check(struct mc_archive *archive) MC_MUST_USE;

/** The name of a program; belongs to the archive. */
const char *mc_archive_name(const struct mc_archive *archive, size_t program);

/** Of a fingerprint that more programs have nothing is made. */
size_t mc_archive_limit(size_t program_count);

/** Checksum of bytes: not against malice, against damage. */
uint64_t mc_archive_sum(const void *bytes, size_t len);

/**
 * Adds the compared programs of a study to the index file at path, which is made when there is none, as a
 * whole or not at all. One that is there already under its name and with the same fingerprints is not added
 * again.
 *
 * added  how many were added
 *
 * Errors: as mc_archive_open() and mc_archive_check(); MC_E_LIMIT (too many programs); MC_E_IO (also when
 * somebody else changed it meanwhile).
 */
struct mc_err *mc_archive_add(size_t *added, const char *path, const struct mc_study *study) MC_MUST_USE;

/** Compares every program of a study with those of an archive and adds the best pairs to the study; then
 * mc_study_rank(). The archive must outlive the study. Errors: MC_E_INPUT (damaged). */
struct mc_err *mc_archive_compare(struct mc_study *study, struct mc_archive *archive) MC_MUST_USE;

/** Finds the pieces of a program that a program of the archive has, too: only lines of the first are known.
 * Errors: MC_E_INPUT (damaged). */
struct mc_err *mc_archive_tile(struct mc_tiles *tiles, const struct mc_canon *canon, const bool *is_given,
			       struct mc_archive *archive, uint32_t program) MC_MUST_USE;

#endif
