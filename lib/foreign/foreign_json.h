/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_FOREIGN_JSON_H
#define MC_FOREIGN_FOREIGN_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "course/finding.h"
#include "ext/json.h"

/** A JSON file of a foreign format while it is read, and where its findings go. */
struct mc_foreign_json {
	struct mc_json *json;
	const char *path; /* for messages; borrowed */
	struct mc_findings *findings;
	struct mc_findings unwanted; /* stands in when the caller wants no findings */
	size_t errors_before;
};

#define MC_FOREIGN_JSON_INIT \
	{ \
		.unwanted = MC_FINDINGS_INIT \
	}

/**
 * Parses len bytes; a syntax error becomes a finding.  findings may be NULL; it and path are borrowed.
 * Release with mc_foreign_json_release(), also after a failure.  Errors: MC_E_INPUT.
 */
struct mc_err *mc_foreign_json_open(struct mc_foreign_json *file, struct mc_findings *findings,
				    const char *path, const char *bytes, size_t len) MC_MUST_USE;

/** Frees the document. */
void mc_foreign_json_release(struct mc_foreign_json *file);

/** Notes a finding about node (NULL: the whole file), whose JSON pointer is given ("" or NULL: none). */
void mc_foreign_json_say(struct mc_foreign_json *file, bool is_error, const struct mc_json_node *node,
			 const char *pointer, const char *hint, const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));

/** The first error noted since mc_foreign_json_open(), or NULL. */
struct mc_err *mc_foreign_json_err(const struct mc_foreign_json *file) MC_MUST_USE;

#endif
