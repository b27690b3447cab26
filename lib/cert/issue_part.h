/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_ISSUE_PART_H
#define MC_CERT_ISSUE_PART_H

#include "cert/issue.h"

/* The parts of issuing; nobody else includes this. */

/* How many certificates are made ready, registered and printed at a time: memory stays flat, and little is
 * done twice when it is cut off. */
enum { ISSUE_BATCH = 200 };

/* A certificate with all that its files need. */
struct issue_ready {
	struct mc_issue_item *item;
	struct mc_cert_entry entry; /* NEW: what is going into the register */
	const char *bytes;	    /* as signed */
	size_t len;
	const char *qr;
	struct mc_badge badge;
	struct mc_printed_facts facts;
	const char *paper_lang;
};

/* Some of them at a time. */
struct issue_batch {
	struct mc_issue *issue;
	struct mc_arena arena;
	struct issue_ready items[ISSUE_BATCH];
	size_t count;
	struct mc_hash_many *hashes;
};

/* Fails one and goes on with the others; takes err. */
void mc_issue_fail(struct mc_issue *issue, struct mc_issue_item *item, struct mc_err *err);

/* Fills ready for a new certificate, signed. */
struct mc_err *mc_issue_make(struct issue_batch *batch, struct issue_ready *ready) MC_MUST_USE;

/* Prints one whose name is long or unusual, for nobody: what has no room on the page, or letters that no font
 * has, must fail before it is in the register. */
struct mc_err *mc_issue_try_print(struct issue_batch *batch, struct issue_ready *ready) MC_MUST_USE;

/* Fills ready for one of the register. */
struct mc_err *mc_issue_read(struct issue_batch *batch, struct issue_ready *ready) MC_MUST_USE;

/* Registers those of a batch that are new, in one transaction. */
struct mc_err *mc_issue_register(struct issue_batch *batch) MC_MUST_USE;

/* Writes the files of a batch; what fails for one is kept in its item. */
struct mc_err *mc_issue_write_files(struct issue_batch *batch) MC_MUST_USE;

/* The part of the vault that has the text of the QR code: whoever has rotated the key since cannot sign it
 * again. */
char *mc_issue_qr_part(const char *id) __attribute__((returns_nonnull));

#endif
