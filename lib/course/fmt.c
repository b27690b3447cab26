/* SPDX-License-Identifier: MIT */
#include "course/fmt.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "ext/json.h"
#include "os/file.h"

enum { COLUMNS = 110 };

/* What a value is decides the order of its keys: X(constant, keys in order). */
#define LAYOUTS(X) \
	X(PLAIN, NULL) \
	X(CURRICULUM, "$schema", "schema", "id", "version", "title", "languages", "modules", "hours", \
	  "licence", "align") \
	X(MODULE, "$schema", "schema", "id", "title", "kind", "hours", "align", "exercises") \
	X(EXERCISE, "$schema", "schema", "id", "title", "submit", "layout", "build", "keep_files", "limits", \
	  "align", "tests", "withheld", "wrong", "mutants") \
	X(BUILD, "run", "limits") \
	X(LIMITS, "cpu_ms", "wall_ms", "memory_mb", "output_kb", "processes", "disk_mb") \
	X(TESTS, NULL) \
	X(TEST, "id", "kind", "title", "hint", "points", "needs", "hidden", "extra", "limits", "run", \
	  "args", "env", "talk", "terminal", "end", "wait_ms", "stdin", "folder", "stdout", "stderr", \
	  "answer", "compare", "checker", "interactive", "exit", "score", "on_reject", "groups", "format", \
	  "report", "cases", "files", "present", "absent", "count", "skip", "branch", "since", "scope", \
	  "commits", "merge", "subject", "subject_max", "message", "changed", "unchanged", "max_files", \
	  "clean", "checks", "database", "setup", "script", "after", "query", "query_file", "columns", \
	  "rows", "expected_query", "ordered", "fails", "tool", "allow", "factor", "rounds", "port", \
	  "requests") \
	X(REQUESTS, NULL) \
	X(REQUEST, "title", "method", "path", "headers", "body", "json", "redirects", "points", "expect") \
	X(EXPECT, "status", "headers", "body", "compare", "json", "max_ms") \
	X(CHECKER, "run", "build", "flags") \
	X(GROUPS, NULL) \
	X(GROUP, "points", "score", "on_reject") \
	X(CHECKS, NULL) \
	X(CHECK, "select", "order", "rule", "present", "count", "text", "compare", "attribute", "each", \
	  "why", "points") \
	X(ATTRIBUTE, "name", "value", "compare") \
	X(COMPARE, "mode", "case", "trim", "float", "float_absolute", "float_relative") \
	X(WITHHELD, "tests", "points") \
	X(PATTERNS, NULL) \
	X(PATTERN, "regex", "min", "max", "why") \
	X(TALK, NULL) \
	X(TURN, "expect", "compare", "answer") \
	X(WRONGS, NULL) \
	X(WRONG, "fails", "outcome", "why") \
	X(MUTANTS, "equal") \
	X(MARKS, NULL)

enum layout {
#define X(constant, ...) constant,
	LAYOUTS(X)
#undef X
};

enum { MAX_KEYS = 96 };

static const char *const key_orders[][MAX_KEYS] = {
#define X(constant, ...) [constant] = { __VA_ARGS__ },
	LAYOUTS(X)
#undef X
};

/* From the layout of an object and a key, or of an array (no key), to the layout of what is inside. */
static const struct inner {
	enum layout outer;
	const char *key;
	enum layout layout;
} inners[] = {
	{ EXERCISE, "build", BUILD },
	{ EXERCISE, "limits", LIMITS },
	{ EXERCISE, "tests", TESTS },
	{ EXERCISE, "wrong", WRONGS },
	{ EXERCISE, "withheld", WITHHELD },
	{ BUILD, "limits", LIMITS },
	{ TESTS, NULL, TEST },
	{ TEST, "limits", LIMITS },
	{ TEST, "compare", COMPARE },
	{ TEST, "checker", CHECKER },
	{ TEST, "groups", GROUPS },
	{ GROUPS, NULL, GROUP },
	{ TEST, "present", PATTERNS },
	{ TEST, "absent", PATTERNS },
	{ TEST, "count", PATTERNS },
	{ TEST, "commits", PATTERN },
	{ TEST, "subject", PATTERN },
	{ TEST, "message", PATTERN },
	{ TEST, "talk", TALK },
	{ TALK, NULL, TURN },
	{ TURN, "compare", COMPARE },
	{ PATTERNS, NULL, PATTERN },
	{ TEST, "checks", CHECKS },
	{ CHECKS, NULL, CHECK },
	{ CHECK, "compare", COMPARE },
	{ CHECK, "attribute", ATTRIBUTE },
	{ TEST, "requests", REQUESTS },
	{ REQUESTS, NULL, REQUEST },
	{ REQUEST, "expect", EXPECT },
	{ EXPECT, "compare", COMPARE },
	{ WRONGS, NULL, WRONG },
	{ EXERCISE, "mutants", MUTANTS },
	{ MUTANTS, "equal", MARKS },
};

static enum layout inner_layout(enum layout outer, const char *key)
{
	for (size_t i = 0; i < MC_COUNT(inners); i++) {
		if (inners[i].outer == outer && (!inners[i].key || (key && !strcmp(inners[i].key, key))))
			return inners[i].layout;
	}
	return PLAIN;
}

/* These are read line by line, so their values get lines of their own even where all would fit on one. */
static bool is_tall(enum layout layout)
{
	return layout == CURRICULUM || layout == MODULE || layout == EXERCISE || layout == TESTS ||
	       layout == TEST || layout == CHECKS || layout == WRONGS || layout == GROUPS ||
	       layout == MUTANTS || layout == MARKS;
}

struct printer {
	const struct mc_json *json;
	struct mc_buf *out;
};

static void print_raw(const struct printer *p, struct mc_str raw)
{
	mc_buf_add(p->out, raw.ptr, raw.len);
}

/* Visits the members of an object in canonical order: the known keys, then the others as they came. */
struct member_walk {
	const struct mc_json_node *object;
	enum layout layout;
	size_t next_key;
	const struct mc_json_node *next_other;
};

static bool is_known(enum layout layout, const char *key)
{
	for (size_t i = 0; i < MAX_KEYS && key_orders[layout][i]; i++) {
		if (!strcmp(key_orders[layout][i], key))
			return true;
	}
	return false;
}

static const struct mc_json_node *next_member(struct member_walk *walk)
{
	while (walk->next_key < MAX_KEYS && key_orders[walk->layout][walk->next_key]) {
		const struct mc_json_node *node =
			mc_json_find(walk->object, key_orders[walk->layout][walk->next_key++]);

		if (node)
			return node;
	}
	while (walk->next_other) {
		const struct mc_json_node *node = walk->next_other;

		walk->next_other = mc_json_next(node);
		if (!mc_json_key_of(node) || !is_known(walk->layout, mc_json_key_of(node)))
			return node;
	}
	return NULL;
}

static bool is_container(const struct mc_json_node *node)
{
	return mc_json_type(node) == MC_JSON_OBJECT || mc_json_type(node) == MC_JSON_ARRAY;
}

static struct member_walk walk_of(const struct mc_json_node *node, enum layout layout)
{
	return (struct member_walk){ .object = node, .layout = layout, .next_other = mc_json_first(node) };
}

static void print_key(const struct printer *p, const struct mc_json_node *node)
{
	if (!mc_json_key_of(node))
		return;
	print_raw(p, mc_json_raw_key(p->json, node));
	mc_buf_addz(p->out, ": ");
}

/* Prints node on one line; gives up, with false, when there is something that wants lines or limit bytes are
 * passed. */
static bool print_flat(const struct printer *p, const struct mc_json_node *node, enum layout layout,
		       size_t limit)
{
	struct member_walk walk = walk_of(node, layout);
	const struct mc_json_node *member;
	const char *separator = "";

	if (!is_container(node)) {
		print_raw(p, mc_json_raw(p->json, node));
		return true;
	}
	if (is_tall(layout) && mc_json_first(node))
		return false;
	mc_buf_addc(p->out, mc_json_type(node) == MC_JSON_OBJECT ? '{' : '[');
	while ((member = next_member(&walk))) {
		mc_buf_addz(p->out, separator);
		print_key(p, member);
		if (!print_flat(p, member, inner_layout(layout, mc_json_key_of(member)), limit) ||
		    p->out->len > limit)
			return false;
		separator = ", ";
	}
	mc_buf_addc(p->out, mc_json_type(node) == MC_JSON_OBJECT ? '}' : ']');
	return true;
}

static size_t columns(const char *text, size_t len)
{
	size_t count = 0;

	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)text[i] & 0xc0) != 0x80;
	return count;
}

static void new_line(const struct printer *p, size_t level)
{
	mc_buf_addc(p->out, '\n');
	for (size_t i = 0; i < level; i++)
		mc_buf_addz(p->out, "  ");
}

/* The current line starts at line in the buffer; one column is kept for a comma. */
static void print_node(const struct printer *p, const struct mc_json_node *node, enum layout layout,
		       size_t line, size_t level)
{
	size_t start = p->out->len;
	/* A character has at most 4 bytes: a line of more bytes than this is too long in any case. */
	bool is_flat = print_flat(p, node, layout, line + 4 * COLUMNS);

	if (is_flat && (!is_container(node) || columns(p->out->ptr + line, p->out->len - line) < COLUMNS))
		return;
	p->out->len = start;
	p->out->ptr[start] = '\0';
	struct member_walk walk = walk_of(node, layout);
	const struct mc_json_node *member;
	const char *separator = "";

	mc_buf_addc(p->out, mc_json_type(node) == MC_JSON_OBJECT ? '{' : '[');
	while ((member = next_member(&walk))) {
		mc_buf_addz(p->out, separator);
		separator = ",";
		size_t member_line = p->out->len + 1;

		new_line(p, level + 1);
		print_key(p, member);
		print_node(p, member, inner_layout(layout, mc_json_key_of(member)), member_line, level + 1);
	}
	new_line(p, level);
	mc_buf_addc(p->out, mc_json_type(node) == MC_JSON_OBJECT ? '}' : ']');
}

static void print_document(struct mc_buf *out, enum mc_course_kind kind, const struct mc_json *json)
{
	static const enum layout roots[] = { [MC_COURSE_CURRICULUM] = CURRICULUM,
					     [MC_COURSE_MODULE] = MODULE,
					     [MC_COURSE_EXERCISE] = EXERCISE };
	struct printer printer = { json, out };

	print_node(&printer, mc_json_root(json), roots[kind], out->len, 0);
	mc_buf_addc(out, '\n');
}

struct mc_err *mc_fmt_text(struct mc_buf *out, enum mc_course_kind kind, const char *bytes, size_t len)
{
	MC_AUTOPTR(mc_json) json = NULL;

	MC_TRY(mc_json_open(&json, NULL, bytes, len));
	print_document(out, kind, json);
	return NULL;
}

struct mc_err *mc_fmt_file(bool *is_changed, const struct mc_course_file *file, bool is_dry)
{
	MC_AUTO(mc_buf) before = MC_BUF_INIT;
	MC_AUTO(mc_buf) after = MC_BUF_INIT;
	MC_AUTOPTR(mc_json) json = NULL;
	MC_AUTOTEXT target = NULL;
	struct mc_json_place place;
	struct stat st;

	MC_TRY(mc_buf_read_file(&before, file->path, MC_JSON_MAX_BYTES));
	struct mc_err *err = mc_json_open(&json, &place, before.ptr, before.len);

	if (err)
		return mc_err_wrap(err, "%s:%u:%u", file->path, place.line, place.column);
	print_document(&after, file->kind, json);
	bool differs = before.len != after.len || memcmp(before.ptr, after.ptr, after.len) != 0;

	if (differs && !is_dry) {
		/* A link stays a link: what it leads to is written. */
		target = realpath(file->path, NULL);
		if (!target || stat(target, &st) != 0)
			return mc_err_sys(MC_E_IO, errno, _("cannot write '%s'"), file->path);
		MC_TRY(mc_file_write_atomic(target, after.ptr, after.len, st.st_mode & 07777));
	}
	*is_changed = differs;
	return NULL;
}
