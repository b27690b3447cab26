/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_JSON_LEX_H
#define MC_EXT_JSON_LEX_H

/* Only for lib/ext/json*.c: the words of JSON, which json_scan.c and json_pull.c put together. */
#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

/** Values inside each other. */
#define MC_JSON_MAX_DEPTH 64

/**
 * A reading position in a text with a zero behind it. Every function leaves p behind what it read, or at the
 * culprit when it fails; all errors are MC_E_INPUT and say in the words of a person what is wrong.
 *
 * Source: RFC 8259; beyond it \u0000, lone surrogates and numbers of more than 60 characters are refused,
 * because C texts and doubles cannot hold them.
 */
struct mc_json_lex {
	const char *p;
	const char *end;
};

/** Passes over white space. */
void mc_json_lex_space(struct mc_json_lex *s);

/** Why no value starts at p. */
struct mc_err *mc_json_lex_no_value(const struct mc_json_lex *s) MC_MUST_USE;

/** Passes over a text; p is at its opening quote. */
struct mc_err *mc_json_lex_text(struct mc_json_lex *s) MC_MUST_USE;

/** Passes over a number. */
struct mc_err *mc_json_lex_number(struct mc_json_lex *s) MC_MUST_USE;

/** Passes over true, false or null. */
struct mc_err *mc_json_lex_word(struct mc_json_lex *s) MC_MUST_USE;

/** Passes over a key and its colon, up to the value; key is what stands between its quotes. */
struct mc_err *mc_json_lex_key(struct mc_str *key, struct mc_json_lex *s) MC_MUST_USE;

#endif
