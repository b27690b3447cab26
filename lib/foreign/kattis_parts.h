/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_KATTIS_PARTS_H
#define MC_FOREIGN_KATTIS_PARTS_H

#include "base/tree.h"
#include "course/data_test.h"
#include "ext/yaml.h"
#include "foreign/toolbox.h"

/* The parts of the reader of Kattis packages; nobody else includes this. */

/** A package while it is read. */
struct mc_kattis {
	struct mc_exercise *exercise;
	struct mc_findings *findings;
	const struct mc_toolbox *toolbox;
	const char *dir;
	struct mc_tree files; /* of the package, as far as they are looked at */

	/* problem.yaml */
	bool is_draft; /* version 2023-07 or later, not legacy */
	bool is_new;   /* version 2025-09 */
	bool is_scoring;
	bool is_interactive;
	bool has_custom;       /* outputs are judged by output_validators/ */
	bool has_custom_score; /* … which writes score.txt */
	bool is_minimum_best;
	struct mc_texts flags;	   /* of the validator */
	struct mc_words constants; /* names, as langs, and their values */
	struct mc_limits limits;
	struct mc_limits build_limits;
	struct mc_limits checker_limits;
};

/** Notes a finding about a file of the package, and a place in it when node is given; hint may be NULL. */
void mc_kattis_say(struct mc_kattis *kattis, bool is_error, const char *path, const struct mc_yaml_node *node,
		   const char *hint, const char *fmt, ...) __attribute__((format(printf, 6, 7)));

/**
 * Parses the YAML file at path of the package.
 *
 * yaml  set when it is there and is good; else it is left alone, after a finding if it is there
 */
void mc_kattis_yaml(struct mc_yaml **yaml, struct mc_kattis *kattis, const char *path);

/**
 * Puts the files that links lead to in the place of the links, where both are in the package, and notes a
 * finding for the others.
 */
void mc_kattis_read_links(struct mc_kattis *kattis);

/** The words of a text, between white space. */
struct mc_texts mc_kattis_words(struct mc_kattis *kattis, const char *text);

/** Reads problem.yaml, and says what of it is not carried over. */
void mc_kattis_read_problem(struct mc_kattis *kattis);

/** Reads "constants" of problem.yaml. */
void mc_kattis_read_constants(struct mc_kattis *kattis, const struct mc_yaml_node *node);

/** Appends the bytes of a file with the constants in place of their names; false when it has none. */
bool mc_kattis_fill(struct mc_buf *out, const struct mc_kattis *kattis, const struct mc_tree_file *file);

/** Makes the tests of data/, judged by checker (NULL: compared). */
void mc_kattis_read_data(struct mc_kattis *kattis, struct mc_checker *checker);

/** Sets the groups and flags of a test that test_group.yaml gives; the cases are known. */
void mc_kattis_read_groups(struct mc_kattis *kattis, struct mc_data_test *data, const char *folder);

/** Gives a case the flags of its group, for the checker or for comparing. */
void mc_kattis_set_flags(struct mc_kattis *kattis, const struct mc_data_test *data, struct mc_data_case *item,
			 const struct mc_texts *flags);

/** The checker made of output_validators/, or NULL: outputs are compared. */
struct mc_checker *mc_kattis_read_checker(struct mc_kattis *kattis);

/** Makes submissions/ the reference and the solutions whose outcome is known. */
void mc_kattis_read_solutions(struct mc_kattis *kattis);

/* ---- languages ---- */

/** Globs of all that a program can be made of. */
struct mc_texts mc_kattis_sources(struct mc_kattis *kattis);

/** The argv that builds "./program" of the sources beside it. */
struct mc_texts mc_kattis_build(struct mc_kattis *kattis);

/**
 * True when a program made of the files of tree below prefix can be built and run here; else why gets the
 * reason, translated.
 */
bool mc_kattis_can_run(const char **why, struct mc_kattis *kattis, const struct mc_tree *tree,
		       const char *prefix);

#endif
