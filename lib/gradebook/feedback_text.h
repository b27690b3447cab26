/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_FEEDBACK_TEXT_H
#define MC_GRADEBOOK_FEEDBACK_TEXT_H

#include "base/buf.h"
#include "gradebook/score.h"

/** Largest text that hosts of repositories take as a comment: GitHub, 65,536 characters. */
#define MC_FEEDBACK_MAX_BYTES 65000u

/** What a text is made of; all borrowed. */
struct mc_feedback_parts {
	struct mc_str stored;  /* migracode/stored/v1; ptr NULL: none, as of what was marked by hand */
	const char *title;     /* of the exercise then */
	const char *lang;      /* that is wanted, a tag of BCP 47 */
	const char *otherwise; /* when the result is not in it */
	const struct mc_score *score;
	const char *const *notes; /* what stands sealed behind each line of the score; NULL: nothing */
};

/** The comment of Markdown that a text for this exercise ends with, by which it is found again; owned by the
 * caller. */
char *mc_feedback_marker(const char *exercise) __attribute__((returns_nonnull));

/**
 * Appends the text for a learner: the result, the lines of the score where there are others than the tests,
 * when it was handed in, and the marker.  Nothing in it works as a mention, a link, a reference or a command
 * of the host, whatever a program printed; of hidden tests it has no more than name, verdict, points and what
 * the spec says in place of their content.
 *
 * title  set to the name of the exercise, owned by the caller
 * lang   set to the language that it is in, owned by the caller
 *
 * Messages are in another language for as long as it takes.  Errors: MC_E_INPUT (the stored result is
 * damaged).
 */
struct mc_err *mc_feedback_write(struct mc_buf *out, char **title, char **lang,
				 const struct mc_feedback_parts *parts) MC_MUST_USE;

#endif
