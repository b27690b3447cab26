/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_ISSUE_H
#define MC_CERT_ISSUE_H

#include "carrier/carrier.h"
#include "cert/gather.h"
#include "ext/cms.h"

/*
 * Giving certificates: gathered, written, linted, signed, registered, and put into files.  What is in the
 * register is never signed anew: its files are written again from the bytes that were signed.
 */

/** X(constant, name in documents) */
#define MC_ISSUE_STATES(X) \
	X(MC_ISSUE_NEW, "new") \
	X(MC_ISSUE_KEPT, "kept")	   /* was issued before; its files are written again */ \
	X(MC_ISSUE_REVOKED, "revoked")	   /* gets another one only when that is asked for */ \
	X(MC_ISSUE_SUSPENDED, "suspended") /* gets nothing as long as it is */ \
	X(MC_ISSUE_FAILED, "failed")

enum mc_issue_state {
#define X(constant, name) constant,
	MC_ISSUE_STATES(X)
#undef X
		MC_ISSUE_STATE_COUNT
};

/** Names of the states. */
extern const char *const mc_issue_states[MC_ISSUE_STATE_COUNT];

/** A graduate. */
struct mc_issue_item {
	const struct mc_gather_row *row;
	size_t graduate; /* index for lib/cert/gather.h */
	enum mc_issue_state state;
	const char *id;			   /* UUID; NULL: not known yet */
	const char *replaces;		   /* UUID of a revoked one; NULL: none */
	const struct mc_cert_entry *entry; /* KEPT, REVOKED, SUSPENDED: in the register; else NULL */
	unsigned turn;			   /* how many were revoked before */
	bool has_email, shows_name;	   /* in the credential; of a dry run */
	unsigned written;		   /* bits of enum mc_carrier: files */
	struct mc_err *err;		   /* FAILED: why; NULL */
};

/** What is wanted. All borrowed. */
struct mc_issue_wanted {
	struct mc_office *office;
	const struct mc_cert_settings *settings;
	const struct mc_keyring *keyring; /* NULL: of a dry run */
	const char *cohort;
	const char *learner; /* NULL: all */
	const char *lang;    /* NULL: see mc_gather_wanted */
	const char *at;	     /* moment that certificates are dated: RFC 3339 in UTC, whole seconds */
	const char *folder;
	unsigned formats;		/* bits of enum mc_carrier */
	const struct mc_cms_key *pades; /* signs PDF files for PDF readers; NULL: nobody does */
	unsigned jobs;
	bool replaces_revoked;
	void (*tell)(void *context, bool has_failed); /* one more graduate is done; NULL: nobody listens */
	void *context;
};

/** A run. */
struct mc_issue {
	struct mc_issue_wanted wanted;
	struct mc_arena arena;
	struct mc_gather *gather;
	struct mc_cert_entries entries;
	struct mc_issue_item *items;
	size_t count;
	size_t counts[MC_ISSUE_STATE_COUNT];
	struct mc_buf status_files; /* paths that were written, one a line */
};

#define MC_ISSUE_INIT \
	{ \
		.arena = MC_ARENA_INIT, .entries = MC_CERT_ENTRIES_INIT, .status_files = MC_BUF_INIT \
	}

/** Frees all. */
void mc_issue_release(struct mc_issue *issue);

/** Says who would get what; nothing is signed or written. Errors: those of mc_gather_open(). */
struct mc_err *mc_issue_plan(struct mc_issue *issue, const struct mc_issue_wanted *wanted) MC_MUST_USE;

/** Looks, for a dry run, what would be missing: items without a name become FAILED. Errors: MC_E_IO. */
struct mc_err *mc_issue_try(struct mc_issue *issue) MC_MUST_USE;

/**
 * Does it, some hundred at a time: each time one transaction for those that are new, then their files, each
 * of which appears as a whole.  When it is cut off, the same call goes on.  What fails for one graduate does
 * not stop the others.
 *
 * Errors: MC_E_INPUT (dated before the key was made, or in the future), MC_E_IO, MC_E_INTERRUPTED, those of
 * printing that concern all (MC_E_TOOL, a design that is wrong).
 */
struct mc_err *mc_issue_run(struct mc_issue *issue) MC_MUST_USE;

/** Appends what was done, or would be, for people. Errors: MC_E_IO. */
struct mc_err *mc_issue_print_text(struct mc_buf *out, const struct mc_issue *issue, bool is_dry_run)
	MC_MUST_USE;

/** Appends the document "migracode/cert-issue/v1" and a line feed. Errors: MC_E_IO. */
struct mc_err *mc_issue_print_json(struct mc_buf *out, const struct mc_issue *issue, bool is_dry_run)
	MC_MUST_USE;

#endif
