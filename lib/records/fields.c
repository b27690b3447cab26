/* SPDX-License-Identifier: MIT */
#include "records/fields.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ext/json_pull.h"
#include "ext/json_write.h"

void mc_fields_init(struct mc_fields *fields)
{
	fields->count = 0;
}

static struct mc_field *add(struct mc_fields *fields, enum mc_field_kind kind, const char *key)
{
	assert(fields->count < MC_FIELDS_MAX);
	struct mc_field *field = &fields->items[fields->count++];

	*field = (struct mc_field){ .kind = kind, .key = key };
	return field;
}

void mc_fields_add_text(struct mc_fields *fields, const char *key, const char *text)
{
	if (text && *text)
		add(fields, MC_FIELD_TEXT, key)->text = text;
}

void mc_fields_add_int(struct mc_fields *fields, const char *key, int64_t number)
{
	add(fields, MC_FIELD_INT, key)->number = number;
}

void mc_fields_add_json(struct mc_fields *fields, const char *key, const char *json)
{
	add(fields, MC_FIELD_JSON, key)->text = json;
}

static const struct mc_field *find(const struct mc_fields *fields, const char *key)
{
	for (size_t i = 0; i < fields->count; i++) {
		if (!strcmp(fields->items[i].key, key))
			return &fields->items[i];
	}
	return NULL;
}

const char *mc_fields_text(const struct mc_fields *fields, const char *key)
{
	const struct mc_field *field = find(fields, key);

	return field ? field->text : NULL;
}

int64_t mc_fields_int(const struct mc_fields *fields, const char *key, int64_t otherwise)
{
	const struct mc_field *field = find(fields, key);

	return field && field->kind == MC_FIELD_INT ? field->number : otherwise;
}

void mc_fields_write(struct mc_buf *out, const struct mc_fields *fields)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, false);

	mc_json_start(&writer, '{');
	for (size_t i = 0; i < fields->count; i++) {
		const struct mc_field *field = &fields->items[i];

		mc_json_key(&writer, field->key);
		if (field->kind == MC_FIELD_INT)
			mc_json_int(&writer, field->number);
		else if (field->kind == MC_FIELD_TEXT)
			mc_json_text(&writer, field->text);
		else
			mc_json_splice(&writer, field->text, strlen(field->text));
	}
	mc_json_end(&writer);
}

/* ---- reading ---- */

static const char *read_text(struct mc_arena *arena, struct mc_str raw)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (!memchr(raw.ptr, '\\', raw.len))
		return mc_arena_copy(arena, raw.ptr, raw.len);
	mc_json_pull_text(&text, raw, raw.len);
	return mc_arena_copy(arena, text.ptr, text.len);
}

static struct mc_err *read_int(int64_t *number, struct mc_arena *arena, const struct mc_json_pull *pull,
			       struct mc_str raw)
{
	const char *digits = mc_arena_copy(arena, raw.ptr, raw.len);
	char *end = NULL;

	errno = 0;
	*number = strtoll(digits, &end, 10);
	return *end || errno ? mc_json_pull_error(pull, _("a whole number of 64 bits is wanted")) : NULL;
}

static struct mc_err *read_value(struct mc_fields *fields, struct mc_arena *arena, struct mc_json_pull *pull,
				 const struct mc_json_token *token)
{
	const char *key = mc_arena_copy(arena, token->key.ptr, token->key.len);

	if (token->kind == MC_JSON_IS_TEXT) {
		add(fields, MC_FIELD_TEXT, key)->text = read_text(arena, token->raw);
	} else if (token->kind == MC_JSON_IS_NUMBER) {
		MC_TRY(read_int(&add(fields, MC_FIELD_INT, key)->number, arena, pull, token->raw));
	} else if (token->kind == MC_JSON_IS_OBJECT || token->kind == MC_JSON_IS_ARRAY) {
		const char *start = pull->lex.p - 1;

		MC_TRY(mc_json_pull_skip(pull, token));
		add(fields, MC_FIELD_JSON, key)->text =
			mc_arena_copy(arena, start, (size_t)(pull->lex.p - start));
	} else {
		return mc_json_pull_error(pull, _("a text, a whole number, an object or an array is wanted"));
	}
	return NULL;
}

static struct mc_err *read_members(struct mc_fields *fields, struct mc_arena *arena,
				   struct mc_json_pull *pull)
{
	struct mc_json_token token;

	MC_TRY(mc_json_pull_next(&token, pull));
	if (token.kind != MC_JSON_IS_OBJECT)
		return mc_json_pull_error(pull, _("an object is wanted"));
	for (;;) {
		MC_TRY(mc_json_pull_next(&token, pull));
		if (token.kind == MC_JSON_IS_OBJECT_END)
			return mc_json_pull_next(&token, pull);
		if (fields->count == MC_FIELDS_MAX)
			return mc_json_pull_error(pull, _("too many members"));
		MC_TRY(read_value(fields, arena, pull, &token));
	}
}

struct mc_err *mc_fields_read(struct mc_fields *fields, struct mc_arena *arena, struct mc_str json)
{
	struct mc_json_pull pull = MC_JSON_PULL_INIT;
	struct mc_err *err = NULL;

	mc_fields_init(fields);
	mc_json_pull_start(&pull, json.ptr, json.len);
	err = read_members(fields, arena, &pull);
	mc_json_pull_release(&pull);
	return err;
}
