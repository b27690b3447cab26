/* SPDX-License-Identifier: MIT */
#ifndef MC_CLI_TERM_H
#define MC_CLI_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/** Columns of the terminal at fd, or 80 when it is none or does not say. */
unsigned mc_term_width(int fd);

/**
 * Whether text on fd gets colour: mode is "auto", "always" or "never".
 * Order: the mode, NO_COLOR (no-color.org), CLICOLOR_FORCE and FORCE_COLOR, CLICOLOR=0, then a terminal that
 * is not "dumb".
 */
bool mc_term_has_color(int fd, const char *mode);

/** True when fd is a terminal that understands carriage return, so that a line can be rewritten. */
bool mc_term_is_live(int fd);

/** True when the user's locale or terminal shows UTF-8; otherwise marks are plain ASCII. */
bool mc_term_has_utf8(void);

/** Prints text with control characters replaced by '?': names and output come from students. */
void mc_term_print_safe(FILE *file, const char *text);

/** A progress line on stderr for work of a known size. */
struct mc_progress {
	const char *label; /* translated, borrowed */
	size_t total;
	size_t done;
	size_t failed;
	char note[80]; /* shown in place of how many failed */
	bool is_live;  /* rewrite one line; otherwise a line now and then */
	bool is_quiet;
	bool is_shown; /* something stands on the line */
	uint64_t start_ms;
	uint64_t printed_ms;
};

/** Starts a progress line and says at once that work has begun. */
void mc_progress_open(struct mc_progress *progress, const char *label, size_t total, bool is_quiet);

/** Counts one more finished piece and shows it. */
void mc_progress_add(struct mc_progress *progress, bool has_failed);

/** What the line says from now on behind the count, in place of how many failed; cut when it is long. */
void mc_progress_note(struct mc_progress *progress, const char *note);

/** Says how much is finished of work that is done in large portions, and of how much in all. */
void mc_progress_set(struct mc_progress *progress, size_t done, size_t total);

/** Takes the line away again, so that other text can be printed. */
void mc_progress_clear(struct mc_progress *progress);

#endif
