/* SPDX-License-Identifier: MIT */
#ifndef MC_SUITE_TAP_LINE_H
#define MC_SUITE_TAP_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"

enum mc_tap_kind {
	MC_TAP_JUNK, /* anything else: what programs print, empty lines */
	MC_TAP_POINT,
	MC_TAP_PLAN,
	MC_TAP_BAIL_OUT,
	MC_TAP_COMMENT,
	MC_TAP_VERSION, /* of a version that is read */
	MC_TAP_PRAGMA,
	MC_TAP_YAML_START,
	MC_TAP_BRACE_OPEN,
	MC_TAP_BRACE_CLOSE,
};

/** One line of TAP; the slices point into it. */
struct mc_tap_line {
	enum mc_tap_kind kind;
	size_t indent;	    /* leading spaces */
	struct mc_str text; /* without them */
	/* POINT */
	bool is_ok;
	bool has_id;
	size_t id;
	struct mc_str name; /* as written, see mc_tap_add_unescaped() */
	bool is_skip;
	bool is_todo;
	bool opens_brace; /* "ok 1 - name {": its subtest follows in braces */
	/* PLAN; POINT with a directive; BAIL_OUT */
	size_t plan;
	struct mc_str reason;
	/* PRAGMA */
	bool sets_strict; /* "+strict" or "-strict" is in it … */
	bool is_strict;	  /* … and this is what it says */
};

/**
 * Says what a line without its line end is. Never fails: what is no TAP is JUNK.
 * Source: the TAP 13 and TAP 14 specifications (testanything.org); braces: the "buffered subtests" of
 * node-tap.
 */
void mc_tap_line_read(struct mc_tap_line *line, struct mc_str bytes);

/**
 * Appends a name with "\#" and "\\" unescaped, control characters as '?', bytes that are not UTF-8 as U+FFFD.
 */
void mc_tap_add_unescaped(struct mc_buf *out, struct mc_str name);

#endif
