/* SPDX-License-Identifier: MIT */
#ifndef MC_CLI_PASSPHRASE_H
#define MC_CLI_PASSPHRASE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "ext/seal.h"

/** The longest passphrase that is read. */
#define MC_PASSPHRASE_BYTES 1024u

/** Characters that a new passphrase must have. */
#define MC_PASSPHRASE_MIN 8u

/** Where a passphrase comes from, as typed on the command line; zero: from the terminal. Never from the
 * environment, which other programs of the user can read. */
struct mc_passphrase {
	const char *file;
	const char *fd;
};

/**
 * Appends a passphrase: the first line of the file or descriptor, or what is typed at the terminal, unseen
 * and, when it is new, twice.
 *
 * text   release with mc_seal_wipe(); when it is empty, no copy stays elsewhere
 * about  what it opens, such as the path of a key file, for the question
 *
 * Errors: MC_E_USAGE (file and descriptor, or no number), MC_E_INPUT (others may read the file, empty, too
 * long, a new one too short, the two differ, no terminal), MC_E_INTERRUPTED, MC_E_IO. Nothing of it is in a
 * message.
 */
struct mc_err *mc_passphrase_get(struct mc_buf *text, const struct mc_passphrase *from, const char *about,
				 bool is_new) MC_MUST_USE;

/** What mc_passphrase_asker() asks with. */
struct mc_passphrase_question {
	const struct mc_passphrase *from;
	const char *about;
};

/** Asks for the passphrase of a key that is there: for mc_seal_key_read(). question is borrowed. */
struct mc_seal_asker mc_passphrase_asker(struct mc_passphrase_question *question);

#endif
