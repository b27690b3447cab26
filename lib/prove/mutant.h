/* SPDX-License-Identifier: MIT */
#ifndef MC_PROVE_MUTANT_H
#define MC_PROVE_MUTANT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "base/tree.h"

/** What a mutant does to its solution: X(constant, name in reports, in words). */
#define MC_MUTANT_KINDS(X) \
	X(MC_MUTANT_COMPARISON, "comparison", N_("another comparison")) \
	X(MC_MUTANT_LOGIC, "logic", N_("another logic")) \
	X(MC_MUTANT_BOUND, "bound", N_("a bound that is off by one")) \
	X(MC_MUTANT_NUMBER, "number", N_("another number")) \
	X(MC_MUTANT_ARITHMETIC, "arithmetic", N_("another operator")) \
	X(MC_MUTANT_CONDITION, "condition", N_("a condition that is always the same")) \
	X(MC_MUTANT_RETURN, "return", N_("another result")) \
	X(MC_MUTANT_STATEMENT, "statement", N_("a step that is left out")) \
	X(MC_MUTANT_STRING, "string", N_("another text")) \
	X(MC_MUTANT_FUNCTION, "function", N_("another function")) \
	X(MC_MUTANT_QUOTES, "quotes", N_("a value without quotes")) \
	X(MC_MUTANT_OPTION, "option", N_("an option that is left out")) \
	X(MC_MUTANT_ORDER, "order", N_("another order")) \
	X(MC_MUTANT_JOIN, "join", N_("another kind of join")) \
	X(MC_MUTANT_CLAUSE, "clause", N_("a clause that is left out")) \
	X(MC_MUTANT_CONSTRAINT, "constraint", N_("a constraint that is left out")) \
	X(MC_MUTANT_ELEMENT, "element", N_("an element that is left out")) \
	X(MC_MUTANT_ATTRIBUTE, "attribute", N_("an attribute that is left out")) \
	X(MC_MUTANT_LABEL, "label", N_("a label of another field")) \
	X(MC_MUTANT_HEADING, "heading", N_("a heading of another level")) \
	X(MC_MUTANT_TEXT, "text", N_("a text that is left out")) \
	X(MC_MUTANT_RULE, "rule", N_("a rule that is left out")) \
	X(MC_MUTANT_DECLARATION, "declaration", N_("a property that is left out"))

enum mc_mutant_kind {
#define X(constant, name, words) constant,
	MC_MUTANT_KINDS(X)
#undef X
};

/** Characters of the id of a mutant at most, with the terminating zero. */
#define MC_MUTANT_ID 24

/** A solution with one small fault: put stands in the place of len bytes at `at` of the file path. */
struct mc_mutant {
	enum mc_mutant_kind kind;
	const char *path;
	struct mc_str text; /* the whole file; borrowed */
	size_t at;
	size_t len;
	const char *put;
	size_t line; /* from 1, of the change */
	/**
	 * Of the kind, the file, and the changed lines before and after, so that it stays the same
	 * when other lines come and go; the second of two equal ones ends in "-2".
	 */
	char id[MC_MUTANT_ID];
};

/** Mutants in the order of their places. */
struct mc_mutants {
	struct mc_arena arena;
	struct mc_mutant *items;
	size_t count;
	size_t capacity;
};

#define MC_MUTANTS_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees all; usable again. */
void mc_mutants_release(struct mc_mutants *mutants);

/** Name of a kind in reports, static. */
const char *mc_mutant_kind_name(enum mc_mutant_kind kind);

/**
 * Adds the mutants of one file, whose language follows from the end of its name: JavaScript, TypeScript,
 * Python, C, Java, Go, shell, SQL, HTML with its scripts and styles, CSS; of other files there are none.
 *
 * path, text  must outlive the mutants; any bytes are taken
 *
 * Every mutant differs from text.  Most of them still build: what is a word of the language, a declaration, a
 * preprocessor's line or an import is left alone.  The same bytes always give the same mutants.
 */
void mc_mutants_find(struct mc_mutants *mutants, const char *path, const char *text, size_t len);

/** Keeps at most so many of the mutants of each file, spread evenly over kinds and places; 0: all. */
void mc_mutants_choose(struct mc_mutants *mutants, size_t most);

/** Appends the file of a mutant as it is with the fault. */
void mc_mutant_apply(struct mc_buf *out, const struct mc_mutant *mutant);

#endif
