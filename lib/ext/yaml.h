/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_YAML_H
#define MC_EXT_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/*
 * Why a library: foreign specs are YAML (Kattis packages, check50, workflows), whose plain texts, quotes and
 * folded lines nobody reads rightly by hand.  Source: YAML 1.1, as libyaml and PyYAML understand it.
 */

/** Ceilings: bytes of a document, levels inside each other, values (keys count too). */
#define MC_YAML_MAX_BYTES (1024u * 1024)
#define MC_YAML_MAX_DEPTH 64
#define MC_YAML_MAX_NODES 100000

/** A parsed YAML document. */
struct mc_yaml;

/** One value of a document; belongs to it. */
struct mc_yaml_node;

/** A place in a text, for people: both count from 1. */
struct mc_yaml_place {
	unsigned line;
	unsigned column;
};

enum mc_yaml_type {
	MC_YAML_NULL, /* nothing, "~" or "null", without quotes */
	MC_YAML_TEXT, /* everything else that is no list and no map: numbers and truths too */
	MC_YAML_LIST,
	MC_YAML_MAP,
};

/**
 * Parses len bytes strictly: UTF-8, one document (none is an empty map), keys that are texts and none twice
 * in a map.  Anchors, aliases and merge keys are refused, because a few bytes of them make a huge document.
 *
 * yaml      set on success; release with mc_yaml_free(); the bytes are not needed afterwards
 * error_at  set on failure; when NULL, the message starts with "line:column: " instead
 *
 * Errors: MC_E_INPUT.
 */
struct mc_err *mc_yaml_open(struct mc_yaml **yaml, struct mc_yaml_place *error_at, const char *bytes,
			    size_t len) MC_MUST_USE;

/**
 * Reads and parses the file at path; messages start with "path:line:column: ". Errors: MC_E_INPUT, MC_E_IO.
 */
struct mc_err *mc_yaml_open_file(struct mc_yaml **yaml, const char *path) MC_MUST_USE;

/** Releases a document; NULL is allowed. */
void mc_yaml_free(struct mc_yaml *yaml);
MC_AUTOPTR_DEFINE(mc_yaml);

/** The outermost value. */
const struct mc_yaml_node *mc_yaml_root(const struct mc_yaml *yaml) __attribute__((returns_nonnull));

/** Type of a value; a node of NULL is MC_YAML_NULL. */
enum mc_yaml_type mc_yaml_type(const struct mc_yaml_node *node);

/** The tag as it was written ("!include"), or NULL when there is none. */
const char *mc_yaml_tag(const struct mc_yaml_node *node);

/** The text of a value, or NULL when it is none (or node is NULL); belongs to the document. */
const char *mc_yaml_as_text(const struct mc_yaml_node *node);

/** Sets value and returns true when node is a decimal number, without quotes. */
bool mc_yaml_as_number(double *value, const struct mc_yaml_node *node);

/** Sets value and returns true when node is a truth of YAML 1.1 (true, Yes, OFF …), without quotes. */
bool mc_yaml_as_bool(bool *value, const struct mc_yaml_node *node);

/** Number of elements or members; 0 for other types. */
size_t mc_yaml_count(const struct mc_yaml_node *node);

/** First element or member in the order of the text, or NULL. */
const struct mc_yaml_node *mc_yaml_first(const struct mc_yaml_node *node);

/** The element or member behind node, or NULL. */
const struct mc_yaml_node *mc_yaml_next(const struct mc_yaml_node *node);

/** The key of a map's member; NULL for elements of lists and the root. */
const char *mc_yaml_key_of(const struct mc_yaml_node *node);

/** The member called key of a map, or NULL; also NULL when node is NULL or no map. */
const struct mc_yaml_node *mc_yaml_find(const struct mc_yaml_node *node, const char *key);

/** Where a value starts; of members of maps: where the key starts. */
struct mc_yaml_place mc_yaml_place(const struct mc_yaml_node *node);

#endif
