/* SPDX-License-Identifier: MIT */
#ifndef MC_PROVE_MUTANT_PARTS_H
#define MC_PROVE_MUTANT_PARTS_H

#include "prove/mutant.h"
#include "source/lex.h"

/* What the files that make mutants share; nobody else includes this. */

/** One file, or the part of it that is in one language, while its mutants are looked for. */
struct mc_mutation {
	struct mc_mutants *mutants;
	const char *path;
	const struct mc_tokens *tokens;
	const struct mc_token **items; /* without comments */
	size_t count;
	enum mc_language language;
};

/** Adds a mutant in which put stands for the bytes from start to end; one that changes nothing is dropped. */
void mc_mutation_add(const struct mc_mutation *mutation, enum mc_mutant_kind kind, size_t start, size_t end,
		     const char *put);

/** The same for the tokens from first to last. */
void mc_mutation_put(const struct mc_mutation *mutation, enum mc_mutant_kind kind, size_t first, size_t last,
		     const char *put);

/** Takes the tokens from first to last away, with the blanks before them on their line. */
void mc_mutation_cut(const struct mc_mutation *mutation, enum mc_mutant_kind kind, size_t first, size_t last);

/** True when there is a token at index and it is this text; strings and texts never are. */
bool mc_mutation_is(const struct mc_mutation *mutation, size_t index, const char *text);

/** True when the token at index is one of the words in the list " a b c ". */
bool mc_mutation_in(const struct mc_mutation *mutation, size_t index, const char *list);

/** True when there is a token at index and it is of this kind. */
bool mc_mutation_has(const struct mc_mutation *mutation, size_t index, enum mc_token_kind kind);

/** A change spans at most so many tokens: larger ones say little, and looking for their end takes time. */
#define MC_MUTATION_MOST_TOKENS 400

/** Index of the bracket that closes the one at index, or the number of tokens when none is near. */
size_t mc_mutation_close(const struct mc_mutation *mutation, size_t index);

/** True when the token at index is the first of its line. */
bool mc_mutation_starts_line(const struct mc_mutation *mutation, size_t index);

/** The number, one up or down, as a text of the arena; NULL when it is none of those that can be counted. */
const char *mc_mutation_step(const struct mc_mutation *mutation, size_t index, int step);

/* One function for each family: each looks at every token of its part. */
void mc_mutate_operators(const struct mc_mutation *mutation); /* C, scripts, Java, Go, Python */
void mc_mutate_values(const struct mc_mutation *mutation);    /* numbers and texts, of the same */
void mc_mutate_braces(const struct mc_mutation *mutation);    /* statements between braces */
void mc_mutate_python(const struct mc_mutation *mutation);
void mc_mutate_shell(const struct mc_mutation *mutation);
void mc_mutate_sql(const struct mc_mutation *mutation);
void mc_mutate_html(const struct mc_mutation *mutation);
void mc_mutate_css(const struct mc_mutation *mutation);

#endif
