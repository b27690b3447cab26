/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_INSPECT_H
#define MC_CERT_INSPECT_H

#include "carrier/carrier.h"
#include "credential/verify.h"

/*
 * Certificates in files of all kinds, verified for somebody who may have no school: the file is opened, lists
 * of issuers and of what was taken back are gathered, and each answer is put into words.
 */

/** Largest number of status lists that are read, and of those fetched. */
#define MC_INSPECT_MAX_LISTS 1000u

/** What somebody asks. All borrowed. */
struct mc_inspect_wanted {
	const char *const *operands; /* files, "-", or texts of QR codes */
	size_t operand_count;
	const char *const *issuer_files;
	size_t issuer_file_count;
	const char *const *status_files;
	size_t status_file_count;
	bool fetches_status; /* asks the addresses that trusted issuers have signed */
	bool needs_status;
	bool is_strict; /* what is printed in a PDF or a picture must say the same */
	const char *qr;
	const char *email, *name;
	const char *at; /* moment or day; NULL: now */
};

/** One answer. */
struct mc_inspected {
	const char *operand; /* as it was typed */
	const char *kind;    /* name of the carrier, or "qr"; NULL: no certificate came out of it */
	struct mc_verified verified;
};

/** All answers, and what they rest on. */
struct mc_inspection {
	struct mc_arena arena;
	struct mc_issuers issuers;
	const char **lists; /* texts of status lists */
	size_t list_count, list_capacity;
	const char **fetched; /* addresses that were asked */
	const char **trouble; /* how that went: a text for people, or NULL */
	size_t fetched_count;
	const char *school; /* folder whose own lists were used; NULL: none */
	int64_t now_s;
	struct mc_hash_many *hashes;
	const char *at; /* the same moment as text */
	struct mc_inspected *items;
	size_t count;
};

#define MC_INSPECTION_INIT \
	{ \
		.arena = MC_ARENA_INIT, .issuers = MC_ISSUERS_INIT \
	}

/** Frees all. */
void mc_inspection_release(struct mc_inspection *inspection);

/** Verifies. Without files of issuers, the lists of the school in or above the present folder are used, when
 * there is one.  Errors: MC_E_USAGE (a moment), MC_E_INPUT (a list of issuers is wrong), MC_E_IO (a file
 * cannot be read), MC_E_TOOL (a library is missing); never what is wrong with a certificate. */
struct mc_err *mc_inspect(struct mc_inspection *inspection, const struct mc_inspect_wanted *wanted)
	MC_MUST_USE;

/** True when all are valid; … and trusted. */
bool mc_inspection_is_valid(const struct mc_inspection *inspection);
bool mc_inspection_is_trusted(const struct mc_inspection *inspection);

/** How answers are told to people. */
struct mc_inspect_look {
	bool has_color, has_utf8;
	bool is_brief; /* one line each */
};

/** Appends the answers in words: one in full, several in a line each. Hostile signs in them are replaced. */
void mc_inspection_print(struct mc_buf *out, const struct mc_inspection *inspection,
			 const struct mc_inspect_look *look);

/** Appends the document migracode/cert-verify/v1. */
void mc_inspection_print_json(struct mc_buf *out, const struct mc_inspection *inspection);

#endif
