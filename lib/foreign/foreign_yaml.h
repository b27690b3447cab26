/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_FOREIGN_YAML_H
#define MC_FOREIGN_FOREIGN_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "course/finding.h"
#include "ext/yaml.h"

/** A YAML file of a foreign format while it is read, and where its findings go. */
struct mc_foreign_yaml {
	struct mc_yaml *yaml;
	const char *path; /* for messages; borrowed */
	struct mc_findings *findings;
	struct mc_findings unwanted; /* stands in when the caller wants no findings */
	size_t errors_before;
};

#define MC_FOREIGN_YAML_INIT \
	{ \
		.unwanted = MC_FINDINGS_INIT \
	}

/**
 * Parses len bytes; a syntax error becomes a finding.  findings may be NULL; it and path are borrowed.
 * Release with mc_foreign_yaml_release(), also after a failure.  Errors: MC_E_INPUT.
 */
struct mc_err *mc_foreign_yaml_open(struct mc_foreign_yaml *file, struct mc_findings *findings,
				    const char *path, const char *bytes, size_t len) MC_MUST_USE;

/** Frees the document. */
void mc_foreign_yaml_release(struct mc_foreign_yaml *file);

/** Notes a finding about node (NULL: the whole file); hint may be NULL. */
void mc_foreign_yaml_say(struct mc_foreign_yaml *file, bool is_error, const struct mc_yaml_node *node,
			 const char *hint, const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/** The first error noted since mc_foreign_yaml_open(), or NULL. */
struct mc_err *mc_foreign_yaml_err(const struct mc_foreign_yaml *file) MC_MUST_USE;

/** A copy of the text of a value in the arena; "" when there is none; a finding when it is a list or map. */
const char *mc_foreign_yaml_text(struct mc_foreign_yaml *file, struct mc_arena *arena,
				 const struct mc_yaml_node *node);

#endif
