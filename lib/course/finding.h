/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_FINDING_H
#define MC_COURSE_FINDING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/** Something to say about a file of a course: an error that stops its use, or a warning. */
struct mc_finding {
	bool is_error;
	char *path;    /* of the file, as the user would type it */
	unsigned line; /* 1-based; 0: not known */
	unsigned column;
	char *pointer; /* JSON pointer (RFC 6901) of the place; NULL: none */
	char *message; /* translated, without a full stop */
	char *hint;    /* NULL: none */
};

/** A growing list of findings. */
struct mc_findings {
	struct mc_finding *items;
	size_t count;
	size_t capacity;
	size_t error_count;
};

#define MC_FINDINGS_INIT \
	{ \
		NULL, 0, 0, 0 \
	}

/** Frees all; the list is empty and usable again. */
void mc_findings_release(struct mc_findings *findings);

/** Appends a finding; takes over nothing: all texts are copied (pointer and hint may be NULL). */
void mc_findings_add(struct mc_findings *findings, const struct mc_finding *finding);

/** Appends "file:line:column: pointer: message" without a line end; the texts are as they are, control
 * characters too. */
void mc_finding_print(struct mc_buf *out, const struct mc_finding *finding);

/** The first error of the list as an error of code MC_E_INPUT ("file:line:column: message"), or NULL when
 * there is none. */
struct mc_err *mc_findings_err(const struct mc_findings *findings) MC_MUST_USE;

/** How often the message of a finding occurs; 0 when an earlier one says the same. */
size_t mc_findings_count_alike(const struct mc_findings *findings, size_t first);

#endif
