/* SPDX-License-Identifier: MIT */
#include "ext/yaml.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/utf8.h"

struct mc_yaml_node {
	enum mc_yaml_type type;
	bool is_plain; /* without quotes, and no block */
	const char *key;
	const char *tag;
	const char *text;
	struct mc_yaml_node *first;
	struct mc_yaml_node *last;
	struct mc_yaml_node *next;
	size_t count;
	struct mc_yaml_place place;
};

struct mc_yaml {
	struct mc_arena arena;
	struct mc_yaml_node *root;
};

/* A document while it is being read. */
struct reading {
	yaml_parser_t parser;
	yaml_event_t event; /* the one that was read last; deleted before the next */
	struct mc_yaml *yaml;
	struct mc_yaml_node *open[MC_YAML_MAX_DEPTH]; /* lists and maps that are not at their ends */
	size_t depth;
	size_t node_count;
	const char *key; /* of the member that comes next; NULL: none yet */
	struct mc_yaml_place key_place;
	struct mc_yaml_place fault_at;
};

static struct mc_yaml_place place_of(const yaml_mark_t *mark)
{
	return (struct mc_yaml_place){ (unsigned)mark->line + 1, (unsigned)mark->column + 1 };
}

static struct mc_err *fault(struct reading *reading, const char *message)
{
	reading->fault_at = place_of(&reading->event.start_mark);
	return mc_err_new(MC_E_INPUT, "%s", message);
}

/* libyaml's own words; they are English. */
static struct mc_err *syntax_error(struct reading *reading)
{
	const yaml_parser_t *parser = &reading->parser;

	reading->fault_at = place_of(parser->problem ? &parser->problem_mark : &parser->mark);
	return mc_err_new(MC_E_INPUT, _("this is no YAML: %s"), parser->problem ? parser->problem : "?");
}

static struct mc_err *next_event(struct reading *reading)
{
	yaml_event_delete(&reading->event);
	if (!yaml_parser_parse(&reading->parser, &reading->event))
		return syntax_error(reading);
	return NULL;
}

static bool is_null_word(const char *text)
{
	return !*text || !strcmp(text, "~") || !strcmp(text, "null") || !strcmp(text, "Null") ||
	       !strcmp(text, "NULL");
}

/* Hangs a new value into the list or map that is open, under the key that was read. */
static struct mc_err *add_node(struct mc_yaml_node **node, struct reading *reading, enum mc_yaml_type type,
			       const yaml_char_t *tag)
{
	struct mc_yaml_node *parent = reading->depth ? reading->open[reading->depth - 1] : NULL;
	struct mc_yaml_node *made = mc_arena_alloc(&reading->yaml->arena, sizeof(*made));

	if (++reading->node_count > MC_YAML_MAX_NODES)
		return fault(reading, _("the file has too many values"));
	made->type = type;
	made->place = reading->key ? reading->key_place : place_of(&reading->event.start_mark);
	made->key = reading->key;
	made->tag = tag ? mc_arena_strdup(&reading->yaml->arena, (const char *)tag) : NULL;
	reading->key = NULL;
	if (!parent)
		reading->yaml->root = made;
	else if (parent->last)
		parent->last->next = made;
	else
		parent->first = made;
	if (parent) {
		parent->last = made;
		parent->count++;
	}
	*node = made;
	return NULL;
}

static bool wants_key(const struct reading *reading)
{
	return reading->depth && reading->open[reading->depth - 1]->type == MC_YAML_MAP && !reading->key;
}

static struct mc_err *take_scalar(struct reading *reading)
{
	const yaml_event_t *event = &reading->event;
	const char *value = (const char *)event->data.scalar.value;
	size_t len = event->data.scalar.length;
	bool is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	struct mc_yaml_node *node;

	if (strlen(value) != len)
		return fault(reading, _("a text holds a zero byte"));
	if (wants_key(reading)) {
		if (is_plain && !strcmp(value, "<<"))
			return fault(reading, _("merge keys ('<<') cannot be used here"));
		if (++reading->node_count > MC_YAML_MAX_NODES)
			return fault(reading, _("the file has too many values"));
		reading->key = mc_arena_copy(&reading->yaml->arena, value, len);
		reading->key_place = place_of(&event->start_mark);
		return NULL;
	}
	bool is_null = is_plain && !event->data.scalar.tag && is_null_word(value);

	MC_TRY(add_node(&node, reading, is_null ? MC_YAML_NULL : MC_YAML_TEXT, event->data.scalar.tag));
	node->is_plain = is_plain;
	node->text = is_null ? NULL : mc_arena_copy(&reading->yaml->arena, value, len);
	return NULL;
}

static struct mc_err *open_node(struct reading *reading, enum mc_yaml_type type, const yaml_char_t *tag)
{
	struct mc_yaml_node *node;

	if (wants_key(reading))
		return fault(reading, _("a key must be a text"));
	if (reading->depth == MC_YAML_MAX_DEPTH)
		return fault(reading, _("lists and maps stand too deep in each other"));
	MC_TRY(add_node(&node, reading, type, tag));
	reading->open[reading->depth++] = node;
	return NULL;
}

static int by_key(const void *a, const void *b)
{
	const struct mc_yaml_node *const *left = a;
	const struct mc_yaml_node *const *right = b;
	int order = strcmp((*left)->key, (*right)->key);
	const struct mc_yaml_place *one = &(*left)->place;
	const struct mc_yaml_place *other = &(*right)->place;

	if (order != 0)
		return order;
	if (one->line != other->line)
		return one->line < other->line ? -1 : 1;
	return (one->column > other->column) - (one->column < other->column);
}

/* Sorts, so that a map of thousands of keys costs little. */
static struct mc_err *check_keys(struct reading *reading, const struct mc_yaml_node *map)
{
	const struct mc_yaml_node **members =
		mc_alloc_zero(map->count + 1, sizeof(const struct mc_yaml_node *));
	const struct mc_yaml_node *twice = NULL;
	size_t count = 0;

	for (const struct mc_yaml_node *node = map->first; node; node = node->next)
		members[count++] = node;
	qsort(members, count, sizeof(const struct mc_yaml_node *), by_key);
	for (size_t i = 1; i < count && !twice; i++)
		twice = strcmp(members[i - 1]->key, members[i]->key) != 0 ? NULL : members[i];
	free(members);
	if (!twice)
		return NULL;
	reading->fault_at = twice->place;
	return mc_err_new(MC_E_INPUT, _("the key '%s' stands here twice"), twice->key);
}

static struct mc_err *close_node(struct reading *reading)
{
	const struct mc_yaml_node *node = reading->open[--reading->depth];

	return node->type == MC_YAML_MAP ? check_keys(reading, node) : NULL;
}

static struct mc_err *take_event(struct reading *reading)
{
	const yaml_event_t *event = &reading->event;
	bool has_anchor = (event->type == YAML_SCALAR_EVENT && event->data.scalar.anchor) ||
			  (event->type == YAML_SEQUENCE_START_EVENT && event->data.sequence_start.anchor) ||
			  (event->type == YAML_MAPPING_START_EVENT && event->data.mapping_start.anchor);

	if (has_anchor || event->type == YAML_ALIAS_EVENT)
		return fault(reading, _("anchors ('&') and aliases ('*') cannot be used here"));
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return take_scalar(reading);
	case YAML_SEQUENCE_START_EVENT:
		return open_node(reading, MC_YAML_LIST, event->data.sequence_start.tag);
	case YAML_MAPPING_START_EVENT:
		return open_node(reading, MC_YAML_MAP, event->data.mapping_start.tag);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return close_node(reading);
	case YAML_DOCUMENT_START_EVENT:
		return reading->yaml->root ? fault(reading, _("the file holds more than one document"))
					   : NULL;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
	case YAML_DOCUMENT_END_EVENT:
	case YAML_ALIAS_EVENT:
		break;
	}
	return NULL;
}

static struct mc_err *read_all(struct reading *reading)
{
	do {
		MC_TRY(next_event(reading));
		MC_TRY(take_event(reading));
	} while (reading->event.type != YAML_STREAM_END_EVENT);
	if (!reading->yaml->root) {
		reading->yaml->root = mc_arena_alloc(&reading->yaml->arena, sizeof(*reading->yaml->root));
		reading->yaml->root->type = MC_YAML_MAP;
		reading->yaml->root->place = (struct mc_yaml_place){ 1, 1 };
	}
	return NULL;
}

static struct mc_err *parse(struct reading *reading, const char *bytes, size_t len)
{
	if (len > MC_YAML_MAX_BYTES)
		return mc_err_new(MC_E_INPUT, _("the file is larger than %u KiB"), MC_YAML_MAX_BYTES / 1024);
	if (!mc_utf8_is_valid(bytes, len))
		return mc_err_new(MC_E_INPUT, "%s", _("the file is no text in UTF-8"));
	if (!yaml_parser_initialize(&reading->parser))
		return mc_err_new(MC_E_IO, "%s", _("no memory for reading YAML"));
	/* Told the encoding, libyaml takes a byte order mark for a letter. */
	size_t mark = len >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3) ? 3 : 0;

	yaml_parser_set_encoding(&reading->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reading->parser, (const unsigned char *)bytes + mark, len - mark);
	struct mc_err *err = read_all(reading);

	yaml_event_delete(&reading->event);
	yaml_parser_delete(&reading->parser);
	return err;
}

struct mc_err *mc_yaml_open(struct mc_yaml **yaml, struct mc_yaml_place *error_at, const char *bytes,
			    size_t len)
{
	MC_AUTOPTR(mc_yaml) made = mc_alloc_zero(1, sizeof(*made));
	struct reading reading = { .yaml = made, .fault_at = { 1, 1 } };
	struct mc_err *err = parse(&reading, bytes, len);

	if (!err) {
		*yaml = MC_TAKE(made);
		return NULL;
	}
	if (!error_at)
		return mc_err_wrap(err, "%u:%u", reading.fault_at.line, reading.fault_at.column);
	*error_at = reading.fault_at;
	return err;
}

struct mc_err *mc_yaml_open_file(struct mc_yaml **yaml, const char *path)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	struct mc_yaml_place at;

	MC_TRY(mc_buf_read_file(&bytes, path, MC_YAML_MAX_BYTES));
	struct mc_err *err = mc_yaml_open(yaml, &at, bytes.ptr, bytes.len);

	return err ? mc_err_wrap(err, "%s:%u:%u", path, at.line, at.column) : NULL;
}

void mc_yaml_free(struct mc_yaml *yaml)
{
	if (!yaml)
		return;
	mc_arena_release(&yaml->arena);
	free(yaml);
}

const struct mc_yaml_node *mc_yaml_root(const struct mc_yaml *yaml)
{
	return yaml->root;
}

enum mc_yaml_type mc_yaml_type(const struct mc_yaml_node *node)
{
	return node ? node->type : MC_YAML_NULL;
}

const char *mc_yaml_tag(const struct mc_yaml_node *node)
{
	return node ? node->tag : NULL;
}

const char *mc_yaml_as_text(const struct mc_yaml_node *node)
{
	return node ? node->text : NULL;
}

/* Decimal numbers only: strtod() alone would take "nan", "inf" and hexadecimal too. */
static bool is_decimal(const char *text)
{
	static const char digits[] = "0123456789";
	const char *at = text + (*text == '-' || *text == '+');
	size_t whole = strspn(at, digits);
	size_t part = at[whole] == '.' ? strspn(at + whole + 1, digits) : 0;

	at += whole + (at[whole] == '.') + part;
	if (whole + part == 0)
		return false;
	if (*at == 'e' || *at == 'E') {
		at += 1 + (at[1] == '-' || at[1] == '+');
		size_t exponent = strspn(at, digits);

		if (exponent == 0)
			return false;
		at += exponent;
	}
	return !*at;
}

bool mc_yaml_as_number(double *value, const struct mc_yaml_node *node)
{
	if (!node || !node->text || !node->is_plain || !is_decimal(node->text))
		return false;
	*value = strtod(node->text, NULL);
	return true;
}

bool mc_yaml_as_bool(bool *value, const struct mc_yaml_node *node)
{
	static const char *const words[][2] = {
		{ "false", "true" }, { "False", "True" }, { "FALSE", "TRUE" },
		{ "no", "yes" },     { "No", "Yes" },	  { "NO", "YES" },
		{ "off", "on" },     { "Off", "On" },	  { "OFF", "ON" },
	};

	for (size_t i = 0; node && node->text && node->is_plain && i < MC_COUNT(words); i++) {
		if (strcmp(node->text, words[i][0]) != 0 && strcmp(node->text, words[i][1]) != 0)
			continue;
		*value = !strcmp(node->text, words[i][1]);
		return true;
	}
	return false;
}

size_t mc_yaml_count(const struct mc_yaml_node *node)
{
	return node ? node->count : 0;
}

const struct mc_yaml_node *mc_yaml_first(const struct mc_yaml_node *node)
{
	return node ? node->first : NULL;
}

const struct mc_yaml_node *mc_yaml_next(const struct mc_yaml_node *node)
{
	return node->next;
}

const char *mc_yaml_key_of(const struct mc_yaml_node *node)
{
	return node ? node->key : NULL;
}

const struct mc_yaml_node *mc_yaml_find(const struct mc_yaml_node *node, const char *key)
{
	const struct mc_yaml_node *member = node && node->type == MC_YAML_MAP ? node->first : NULL;

	while (member && strcmp(member->key, key) != 0)
		member = member->next;
	return member;
}

struct mc_yaml_place mc_yaml_place(const struct mc_yaml_node *node)
{
	return node->place;
}
