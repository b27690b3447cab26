/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "batch/stored.h"
#include "ext/json_pull.h"

/* ---- whether it is one ---- */

static bool is_text(const struct mc_json_token *token, const char *key, const char *value)
{
	return mc_str_is_equal(token->key, mc_str(key)) && token->kind == MC_JSON_IS_TEXT &&
	       mc_str_is_equal(token->raw, mc_str(value));
}

struct mc_err *mc_stored_check(const char *bytes, size_t len, const char *key)
{
	MC_AUTO(mc_json_pull) pull = MC_JSON_PULL_INIT;
	struct mc_json_token token;
	unsigned found = 0;

	mc_json_pull_start(&pull, bytes, len);
	MC_TRY(mc_json_pull_next(&token, &pull));
	if (token.kind != MC_JSON_IS_OBJECT)
		return mc_json_pull_error(&pull, _("this is no stored result"));
	for (;;) {
		MC_TRY(mc_json_pull_next(&token, &pull));
		if (token.kind == MC_JSON_IS_DONE)
			break;
		if (token.kind == MC_JSON_IS_OBJECT_END)
			continue;
		found |= is_text(&token, "schema", MC_STORED_SCHEMA) ? 1u : 0u;
		found |= is_text(&token, "key", key) ? 2u : 0u;
		MC_TRY(mc_json_pull_skip(&pull, &token));
	}
	return found == 3 ? NULL : mc_json_pull_error(&pull, _("this is no stored result"));
}

/* ---- the head ---- */

void mc_stored_head_release(struct mc_stored_head *head)
{
	mc_buf_release(&head->reason);
}

static bool is_thousandths(int64_t *value, struct mc_str raw)
{
	MC_AUTOTEXT digits = mc_strndup(raw.ptr, raw.len);
	double number = strtod(digits, NULL) * 1000;

	if (!(fabs(number) < 1e15))
		return false;
	*value = llround(number);
	return true;
}

/* Takes one member of the head; what is not of it is passed over. */
static struct mc_err *take_member(struct mc_stored_head *head, unsigned *found, struct mc_json_pull *pull,
				  const struct mc_json_token *token)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	bool is_text = token->kind == MC_JSON_IS_TEXT;

	if (mc_str_is_equal(token->key, mc_str("verdict")) && is_text) {
		mc_json_pull_text(&text, token->raw, 64);
		*found |= mc_verdict_find(&head->verdict, text.ptr) ? 1u : 0u;
	} else if (mc_str_is_equal(token->key, mc_str("points")) && token->kind == MC_JSON_IS_NUMBER) {
		*found |= is_thousandths(&head->points, token->raw) ? 2u : 0u;
	} else if (mc_str_is_equal(token->key, mc_str("max")) && token->kind == MC_JSON_IS_NUMBER) {
		*found |= is_thousandths(&head->max, token->raw) ? 4u : 0u;
	} else if (mc_str_is_equal(token->key, mc_str("reason")) && is_text) {
		mc_json_pull_text(&head->reason, token->raw, MC_STORED_MAX_BYTES);
		*found |= 8u;
	}
	return mc_json_pull_skip(pull, token);
}

static struct mc_err *parse_head(struct mc_stored_head *head, const struct mc_buf *bytes)
{
	MC_AUTO(mc_json_pull) pull = MC_JSON_PULL_INIT;
	struct mc_json_token token;
	unsigned found = 0;

	mc_json_pull_start(&pull, bytes->ptr, bytes->len);
	MC_TRY(mc_json_pull_next(&token, &pull));
	while (token.kind == MC_JSON_IS_OBJECT && found != 15) {
		struct mc_json_token member;

		MC_TRY(mc_json_pull_next(&member, &pull));
		if (member.kind == MC_JSON_IS_OBJECT_END)
			break;
		MC_TRY(take_member(head, &found, &pull, &member));
	}
	return found == 15 ? NULL : mc_json_pull_error(&pull, _("this is no stored result"));
}

struct mc_err *mc_stored_read_head(struct mc_stored_head *head, const char *dir, const char *key)
{
	MC_AUTOTEXT path = mc_stored_path(dir, key);
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	mc_buf_reset(&head->reason);
	MC_TRY(mc_stored_read(&bytes, dir, key));
	MC_TRY_AS(parse_head(head, &bytes), "%s", path);
	return NULL;
}

/* ---- tools ---- */

void mc_stored_tools_release(struct mc_stored_tools *tools)
{
	free(tools->items);
	mc_arena_release(&tools->arena);
	*tools = (struct mc_stored_tools)MC_STORED_TOOLS_INIT;
}

static const char *text_of(struct mc_arena *arena, const struct mc_json_token *token)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (token->kind == MC_JSON_IS_TEXT)
		mc_json_pull_text(&text, token->raw, MC_STORED_MAX_BYTES);
	return mc_arena_strdup(arena, text.ptr);
}

/* Reads one object of the list, whose start was read. */
static struct mc_err *read_tool(struct mc_stored_tools *tools, struct mc_json_pull *pull)
{
	struct mc_stored_tool *tool = MC_VEC_ADD(tools->items, tools->count, tools->capacity);
	struct mc_json_token token;

	*tool = (struct mc_stored_tool){ "", "" };
	for (;;) {
		MC_TRY(mc_json_pull_next(&token, pull));
		if (token.kind == MC_JSON_IS_OBJECT_END)
			return NULL;
		if (mc_str_is_equal(token.key, mc_str("name")))
			tool->name = text_of(&tools->arena, &token);
		else if (mc_str_is_equal(token.key, mc_str("hash")))
			tool->hash = text_of(&tools->arena, &token);
		MC_TRY(mc_json_pull_skip(pull, &token));
	}
}

static struct mc_err *read_list(struct mc_stored_tools *tools, struct mc_json_pull *pull)
{
	struct mc_json_token token;

	for (;;) {
		MC_TRY(mc_json_pull_next(&token, pull));
		if (token.kind == MC_JSON_IS_ARRAY_END)
			return NULL;
		if (token.kind != MC_JSON_IS_OBJECT)
			return mc_json_pull_error(pull, _("this is no stored result"));
		MC_TRY(read_tool(tools, pull));
	}
}

static struct mc_err *parse_tools(struct mc_stored_tools *tools, const struct mc_buf *bytes)
{
	MC_AUTO(mc_json_pull) pull = MC_JSON_PULL_INIT;
	struct mc_json_token token;

	mc_json_pull_start(&pull, bytes->ptr, bytes->len);
	MC_TRY(mc_json_pull_next(&token, &pull));
	while (token.kind != MC_JSON_IS_DONE) {
		MC_TRY(mc_json_pull_next(&token, &pull));
		if (token.kind == MC_JSON_IS_ARRAY && mc_str_is_equal(token.key, mc_str("tools")))
			return read_list(tools, &pull);
		if (token.kind == MC_JSON_IS_OBJECT_END)
			break;
		MC_TRY(mc_json_pull_skip(&pull, &token));
	}
	return mc_json_pull_error(&pull, _("this is no stored result"));
}

struct mc_err *mc_stored_read_tools(struct mc_stored_tools *tools, const char *dir, const char *key)
{
	MC_AUTOTEXT path = mc_stored_path(dir, key);
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	MC_TRY(mc_stored_read(&bytes, dir, key));
	MC_TRY_AS(parse_tools(tools, &bytes), "%s", path);
	return NULL;
}
