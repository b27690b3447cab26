/* SPDX-License-Identifier: MIT */
#include "ext/json_shape.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"

/* One reading. The shapes contain no circle, so the recursion is as deep as their tables. */
struct walk {
	struct mc_json_pull *pull;
	const struct mc_json_taker *taker;
	bool is_ended; /* the taker wants no more */
};

static struct mc_err *read_object(struct walk *walk, const struct mc_json_shape *shape);

/* Writers keep an order, so the field behind the last one is looked at first. */
static const struct mc_json_field *find_field(const struct mc_json_shape *shape, struct mc_str key,
					      size_t *hint)
{
	for (size_t k = 0; k < shape->count; k++) {
		size_t i = *hint + k < shape->count ? *hint + k : *hint + k - shape->count;
		const struct mc_json_field *field = &shape->fields[i];

		if (field->key_len == key.len && !memcmp(field->key, key.ptr, key.len)) {
			*hint = i + 1;
			return field;
		}
	}
	return NULL;
}

static bool is_whole(struct mc_str number)
{
	return !memchr(number.ptr, '.', number.len) && !memchr(number.ptr, 'e', number.len) &&
	       !memchr(number.ptr, 'E', number.len);
}

static bool is_wanted(const struct mc_json_field *field, const struct mc_json_token *token)
{
	switch (field->want) {
	case MC_JSON_WANT_ANY:
	case MC_JSON_WANT_OWN:
		return true;
	case MC_JSON_WANT_TEXT:
		return token->kind == MC_JSON_IS_TEXT;
	case MC_JSON_WANT_FILLED:
		return token->kind == MC_JSON_IS_TEXT && token->raw.len > 0;
	case MC_JSON_WANT_NUMBER:
		return token->kind == MC_JSON_IS_NUMBER;
	case MC_JSON_WANT_WHOLE:
		return token->kind == MC_JSON_IS_NUMBER && is_whole(token->raw);
	case MC_JSON_WANT_POSITIVE:
		return token->kind == MC_JSON_IS_NUMBER && is_whole(token->raw) && token->raw.ptr[0] != '-' &&
		       token->raw.ptr[0] != '0';
	case MC_JSON_WANT_BOOL:
		return token->kind == MC_JSON_IS_TRUE || token->kind == MC_JSON_IS_FALSE;
	case MC_JSON_WANT_OBJECT:
		return token->kind == MC_JSON_IS_OBJECT;
	case MC_JSON_WANT_ARRAY:
	case MC_JSON_WANT_TEXTS:
		return token->kind == MC_JSON_IS_ARRAY;
	}
	return false;
}

static struct mc_err *unwanted(const struct walk *walk, const struct mc_json_field *field)
{
	static const char *const wants[] = {
		[MC_JSON_WANT_ANY] = "",
		[MC_JSON_WANT_TEXT] = N_("a text"),
		[MC_JSON_WANT_FILLED] = N_("a text that is not empty"),
		[MC_JSON_WANT_NUMBER] = N_("a number"),
		[MC_JSON_WANT_WHOLE] = N_("a whole number"),
		[MC_JSON_WANT_POSITIVE] = N_("a whole number from 1"),
		[MC_JSON_WANT_BOOL] = N_("true or false"),
		[MC_JSON_WANT_OBJECT] = N_("an object"),
		[MC_JSON_WANT_ARRAY] = N_("an array of objects"),
		[MC_JSON_WANT_TEXTS] = N_("an array of texts"),
		[MC_JSON_WANT_OWN] = "",
	};
	MC_AUTOTEXT text = mc_format(_("'%s' is not %s"), field->key, _(wants[field->want]));

	return mc_json_pull_error(walk->pull, text);
}

static struct mc_err *read_elements(struct walk *walk, const struct mc_json_field *field)
{
	struct mc_json_token token;
	bool are_texts = field->want == MC_JSON_WANT_TEXTS;

	while (!walk->is_ended) {
		MC_TRY(mc_json_pull_next(&token, walk->pull));
		if (are_texts && (token.kind == MC_JSON_IS_ARRAY_END || token.kind == MC_JSON_IS_TEXT))
			MC_TRY(walk->taker->take(walk->taker->context, field, &token, walk->pull));
		else if (are_texts || (token.kind != MC_JSON_IS_ARRAY_END && token.kind != MC_JSON_IS_OBJECT))
			return unwanted(walk, field);
		if (token.kind == MC_JSON_IS_ARRAY_END)
			break;
		if (!are_texts)
			MC_TRY(read_object(walk, field->inner));
	}
	return NULL;
}

static struct mc_err *read_field(struct walk *walk, const struct mc_json_field *field,
				 const struct mc_json_token *token)
{
	if (!is_wanted(field, token))
		return unwanted(walk, field);
	if (field->want == MC_JSON_WANT_ARRAY || field->want == MC_JSON_WANT_TEXTS)
		return read_elements(walk, field);
	if (field->want == MC_JSON_WANT_OBJECT && field->inner)
		return read_object(walk, field->inner);
	if (field->want == MC_JSON_WANT_OBJECT || field->want == MC_JSON_WANT_ANY)
		return mc_json_pull_skip(walk->pull, token);
	return walk->taker->take(walk->taker->context, field, token, walk->pull);
}

static struct mc_err *check_required(const struct walk *walk, const struct mc_json_shape *shape,
				     uint64_t seen)
{
	for (size_t i = 0; i < shape->count; i++) {
		if (!shape->fields[i].is_required || (seen >> i & 1))
			continue;
		MC_AUTOTEXT text =
			mc_format(_("the key '%s' is missing in this object"), shape->fields[i].key);

		return mc_json_pull_error(walk->pull, text);
	}
	return NULL;
}

/* The brace of the object has been read. */
static struct mc_err *read_object(struct walk *walk, const struct mc_json_shape *shape)
{
	struct mc_json_token token;
	uint64_t seen = 0;
	size_t hint = 0;

	for (;;) {
		MC_TRY(mc_json_pull_next(&token, walk->pull));
		if (token.kind == MC_JSON_IS_OBJECT_END)
			break;
		const struct mc_json_field *field = find_field(shape, token.key, &hint);

		if (!field) {
			MC_TRY(mc_json_pull_skip(walk->pull, &token));
			continue;
		}
		seen |= UINT64_C(1) << (size_t)(field - shape->fields);
		MC_TRY(read_field(walk, field, &token));
		if (walk->is_ended)
			return NULL;
	}
	MC_TRY(check_required(walk, shape, seen));
	walk->is_ended = !walk->taker->end(walk->taker->context, shape);
	return NULL;
}

struct mc_err *mc_json_shape_read(struct mc_json_pull *pull, const struct mc_json_shape *shape,
				  const struct mc_json_taker *taker)
{
	struct walk walk = { pull, taker, false };
	struct mc_json_token token;

	MC_TRY(mc_json_pull_next(&token, pull));
	if (token.kind != MC_JSON_IS_OBJECT)
		return mc_json_pull_error(pull, _("the outermost value is not an object"));
	MC_TRY(read_object(&walk, shape));
	if (walk.is_ended)
		return NULL;
	/* Whatever stands behind it is an error. */
	return mc_json_pull_next(&token, pull);
}
