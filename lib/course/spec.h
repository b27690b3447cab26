/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_SPEC_H
#define MC_COURSE_SPEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "course/exercise.h"
#include "course/finding.h"
#include "ext/json.h"

/*
 * What the strict readers of exercise.json, module.json and curriculum.json share.  Every function that reads
 * a value takes NULL for a key that is not there, says nothing then and leaves its target alone; a wrong
 * value becomes a finding with file, line, column and JSON pointer, and reading goes on, so that one run
 * shows all faults.
 */

/** One JSON file of a course while it is being read. */
struct mc_spec {
	struct mc_arena *arena; /* owns all texts that come out */
	struct mc_findings *findings;
	const char *path; /* of the file, as the user would type it */
	const char *dir;  /* of the file; NULL: what lies beside it is not looked at */
	struct mc_json *json;
};

/** More findings than this in one list help nobody: the rest is left out, with a finding that says so. */
#define MC_SPEC_MAX_FINDINGS 200

/**
 * Parses len bytes as the file spec->path; a syntax error becomes a finding.
 * Returns the outermost object, or NULL after a finding. Release with mc_spec_release().
 */
const struct mc_json_node *mc_spec_parse(struct mc_spec *spec, const char *bytes, size_t len);

/**
 * Appends what one reading found to the caller's list (NULL: nowhere) and returns its first error, or NULL.
 */
struct mc_err *mc_spec_conclude(struct mc_findings *to, const struct mc_findings *found) MC_MUST_USE;

/** Adds a finding about a path that is no place in a JSON file; hint may be NULL. */
void mc_spec_path_finding(const struct mc_spec *spec, bool is_error, const char *path, const char *hint,
			  const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/** Releases the document; texts stay in the arena. */
void mc_spec_release(struct mc_spec *spec);

/** Adds an error at the value node (NULL: at the file); hint may be NULL. */
void mc_spec_error(const struct mc_spec *spec, const struct mc_json_node *node, const char *hint,
		   const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/** Adds a warning at the value node (NULL: at the file); hint may be NULL. */
void mc_spec_warning(const struct mc_spec *spec, const struct mc_json_node *node, const char *hint,
		     const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/** Adds an error about the key of the member node. */
void mc_spec_key_error(const struct mc_spec *spec, const struct mc_json_node *node, const char *hint,
		       const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/** True when node is of this type; else false, after a finding unless node is NULL. */
bool mc_spec_is(const struct mc_spec *spec, const struct mc_json_node *node, enum mc_json_type type);

/**
 * True when node is an object, whose keys are then checked against count known ones: the others become
 * findings.
 */
bool mc_spec_object(const struct mc_spec *spec, const struct mc_json_node *node, const char *const keys[],
		    size_t count);

/** True when no further finding will be kept, so that long lists need not be searched for more. */
bool mc_spec_is_full(const struct mc_spec *spec);

/** The member called key, or NULL after a finding. */
const struct mc_json_node *mc_spec_need(const struct mc_spec *spec, const struct mc_json_node *object,
					const char *key);

/** "did you mean '…'?" with the nearest of count names, from the arena; NULL when none is near. */
const char *mc_spec_nearest(const struct mc_spec *spec, const char *word, const char *const names[],
			    size_t count);

/** A text that is not empty; a copy in the arena. */
void mc_spec_text(const char **text, const struct mc_spec *spec, const struct mc_json_node *node);

/** Bytes of an id at most. */
#define MC_SPEC_MAX_ID 63

/** True when text is an id: 1 to MC_SPEC_MAX_ID of a-z, 0-9 and '-', not starting with '-'. */
bool mc_spec_is_id(const char *text);

/** True when text is a code of a language in the form that names of translations use: "en", "pt-BR",
 * "zh-Hant". Source: BCP 47. */
bool mc_spec_is_lang(const char *text);

/** An id, see mc_spec_is_id(). */
void mc_spec_id(const char **id, const struct mc_spec *spec, const struct mc_json_node *node);

/** A version: three numbers, and an ending such as "-draft" if need be. */
void mc_spec_version(const char **version, const struct mc_spec *spec, const struct mc_json_node *node);

/** The text `wanted`, which names the format of the file. */
void mc_spec_schema(const struct mc_spec *spec, const struct mc_json_node *object, const char *wanted);

/** Text in languages: an object {"en": …}, or a plain text, which counts as English. */
void mc_spec_words(struct mc_words *words, const struct mc_spec *spec, const struct mc_json_node *node);

/** What mc_spec_texts() asks of every text. */
enum mc_spec_list {
	MC_SPEC_ANY,	/* nothing: words of a command line */
	MC_SPEC_FILLED, /* not empty, none twice */
	MC_SPEC_IDS,	/* ids, none twice */
	MC_SPEC_LANGS,	/* codes of languages, none twice */
	MC_SPEC_GLOBS,	/* patterns of paths inside the folder, none twice */
};

/** An array of at least min texts. */
void mc_spec_texts(struct mc_texts *texts, const struct mc_spec *spec, const struct mc_json_node *node,
		   enum mc_spec_list list, size_t min);

/** A number from min to max. */
void mc_spec_number(double *value, const struct mc_spec *spec, const struct mc_json_node *node, double min,
		    double max);

/** A whole number from min to max. */
void mc_spec_integer(uint32_t *value, const struct mc_spec *spec, const struct mc_json_node *node,
		     uint32_t min, uint32_t max);

/** true or false. */
void mc_spec_bool(bool *value, const struct mc_spec *spec, const struct mc_json_node *node);

/** One of count names; index is its place among them. */
bool mc_spec_choice(size_t *index, const struct mc_spec *spec, const struct mc_json_node *node,
		    const char *const names[], size_t count);

/** A path inside the folder. */
void mc_spec_path(const char **path, const struct mc_spec *spec, const struct mc_json_node *node);

#endif
