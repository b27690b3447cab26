/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_RECALL_H
#define MC_CERT_RECALL_H

#include "cert/cabinet.h"
#include "cert/register.h"

/*
 * Certificates taken back for ever, suspended, and restored: recorded, and told to those who verify by the
 * status files, which are written at once.
 */

/** What is to happen. All borrowed. */
struct mc_recall_wanted {
	const char *const *ids; /* or beginnings of them */
	size_t count;
	enum mc_cert_state state;
	const char *reason; /* NULL: none */
	bool is_dry_run;
	const struct mc_seal_asker *asker; /* for the passphrase of the key that signs */
};

/** What happened. */
struct mc_recall {
	struct mc_cert_entries entries; /* as they were before */
	size_t changed;
	struct mc_buf files; /* paths of status files that were written, one a line */
};

#define MC_RECALL_INIT \
	{ \
		.entries = MC_CERT_ENTRIES_INIT, .files = MC_BUF_INIT \
	}

/** Frees all. */
void mc_recall_release(struct mc_recall *recall);

/**
 * Does it, to all of them or to none. Files that a program which was cut off did not write are written then,
 * too.
 *
 * Errors: MC_E_INPUT (an id names none or several; one is revoked for ever), MC_E_NOTHING (all are so
 * already, and no file had to be written), those of mc_keyring_open() and mc_status_files_write().
 */
struct mc_err *mc_recall_do(struct mc_recall *recall, struct mc_cabinet *cabinet,
			    const struct mc_recall_wanted *wanted) MC_MUST_USE;

/** Appends for people what happened, and what is to be done with the files. Errors: MC_E_IO. */
struct mc_err *mc_recall_print_text(struct mc_buf *out, const struct mc_recall *recall,
				    struct mc_cabinet *cabinet, const struct mc_recall_wanted *wanted)
	MC_MUST_USE;

/** Appends the document "migracode/certificate-status/v1" and a line feed. Errors: MC_E_IO. */
struct mc_err *mc_recall_print_json(struct mc_buf *out, const struct mc_recall *recall,
				    struct mc_cabinet *cabinet, const struct mc_recall_wanted *wanted)
	MC_MUST_USE;

#endif
