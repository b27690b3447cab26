/* SPDX-License-Identifier: MIT */
#include "printed/strict.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/str.h"

static struct mc_err *error_at(const struct mc_strict *strict, const struct mc_json_node *node,
			       struct mc_json_place place, const char *fmt, va_list args)
	__attribute__((format(printf, 4, 0)));

static struct mc_err *error_at(const struct mc_strict *strict, const struct mc_json_node *node,
			       struct mc_json_place place, const char *fmt, va_list args)
{
	MC_AUTO(mc_buf) message = MC_BUF_INIT;
	MC_AUTO(mc_buf) pointer = MC_BUF_INIT;

	mc_buf_addv(&message, fmt, args);
	mc_json_pointer(&pointer, strict->json, node);
	return mc_err_new(MC_E_INPUT, "%s:%u:%u: %s%s%s", strict->path, place.line, place.column, pointer.ptr,
			  pointer.len > 0 ? ": " : "", message.ptr);
}

struct mc_err *mc_strict_error(const struct mc_strict *strict, const struct mc_json_node *node,
			       const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	struct mc_err *err = error_at(strict, node, mc_json_place(strict->json, node), fmt, args);

	va_end(args);
	return err;
}

struct mc_err *mc_strict_key_error(const struct mc_strict *strict, const struct mc_json_node *node,
				   const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	struct mc_err *err = error_at(strict, node, mc_json_key_place(strict->json, node), fmt, args);

	va_end(args);
	return err;
}

struct mc_err *mc_strict_type(const struct mc_strict *strict, const struct mc_json_node *node,
			      enum mc_json_type type)
{
	static const char *const names[] = {
		[MC_JSON_NULL] = N_("expected null"),	    [MC_JSON_BOOL] = N_("expected true or false"),
		[MC_JSON_NUMBER] = N_("expected a number"), [MC_JSON_TEXT] = N_("expected a text"),
		[MC_JSON_ARRAY] = N_("expected an array"),  [MC_JSON_OBJECT] = N_("expected an object"),
	};

	if (mc_json_type(node) == type)
		return NULL;
	return mc_strict_error(strict, node, "%s", _(names[type]));
}

struct mc_err *mc_strict_need(const struct mc_json_node **member, const struct mc_strict *strict,
			      const struct mc_json_node *object, const char *key)
{
	*member = mc_json_find(object, key);
	if (*member)
		return NULL;
	return mc_strict_error(strict, object, _("'%s' is missing"), key);
}

static int hex_digit(char digit)
{
	static const char digits[] = "0123456789abcdef";
	char small = digit >= 'A' && digit <= 'F' ? (char)(digit + ('a' - 'A')) : digit;
	const char *at = digit ? strchr(digits, small) : NULL;

	return at ? (int)(at - digits) : -1;
}

bool mc_strict_colour(struct mc_canvas_colour *colour, const char *text)
{
	double parts[3];

	if (strlen(text) != 7 || *text != '#')
		return false;
	for (size_t i = 0; i < 3; i++) {
		int high = hex_digit(text[1 + 2 * i]), low = hex_digit(text[2 + 2 * i]);

		if (high < 0 || low < 0)
			return false;
		parts[i] = (high * 16 + low) / 255.0;
	}
	*colour = (struct mc_canvas_colour){ parts[0], parts[1], parts[2] };
	return true;
}

static struct mc_err *read_number(double *number, const struct mc_strict *strict,
				  const struct mc_json_node *node, const struct mc_strict_field *field)
{
	MC_TRY(mc_strict_type(strict, node, MC_JSON_NUMBER));
	(void)mc_json_as_number(number, node);
	if (!(*number >= field->min && *number <= field->max))
		return mc_strict_error(strict, node, _("expected a number from %g to %g"), field->min,
				       field->max);
	if (field->want == MC_STRICT_COUNT && floor(*number) < *number)
		return mc_strict_error(strict, node, _("expected a whole number"));
	return NULL;
}

struct mc_err *mc_strict_choice(unsigned *choice, const struct mc_strict *strict,
				const struct mc_json_node *node, const struct mc_strict_field *field)
{
	MC_TRY(mc_strict_type(strict, node, MC_JSON_TEXT));
	const char *text = mc_json_as_text(node);

	for (size_t i = 0; i < field->name_count; i++) {
		if (!strcmp(text, field->names[i])) {
			*choice = (unsigned)i;
			return NULL;
		}
	}
	const char *nearest = mc_str_nearest(text, field->names, field->name_count);
	struct mc_err *err = mc_strict_error(strict, node, _("unknown value '%s'"), text);

	return nearest ? mc_err_hint(err, _("did you mean '%s'?"), nearest) : err;
}

static struct mc_err *read_text(const char **text, const struct mc_strict *strict,
				const struct mc_json_node *node)
{
	MC_TRY(mc_strict_type(strict, node, MC_JSON_TEXT));
	if (!*mc_json_as_text(node))
		return mc_strict_error(strict, node, _("the text is empty"));
	*text = mc_arena_strdup(strict->arena, mc_json_as_text(node));
	return NULL;
}

static struct mc_err *read_value(void *base, const struct mc_strict *strict, const struct mc_json_node *node,
				 const struct mc_strict_field *field)
{
	void *slot = (char *)base + field->offset;
	double number = 0;

	switch (field->want) {
	case MC_STRICT_NUMBER:
		return read_number(slot, strict, node, field);
	case MC_STRICT_COUNT:
		MC_TRY(read_number(&number, strict, node, field));
		*(unsigned *)slot = (unsigned)number;
		return NULL;
	case MC_STRICT_BOOL:
		MC_TRY(mc_strict_type(strict, node, MC_JSON_BOOL));
		(void)mc_json_as_bool(slot, node);
		return NULL;
	case MC_STRICT_TEXT:
		return read_text(slot, strict, node);
	case MC_STRICT_CHOICE:
		return mc_strict_choice(slot, strict, node, field);
	case MC_STRICT_COLOUR:
		MC_TRY(mc_strict_type(strict, node, MC_JSON_TEXT));
		if (!mc_strict_colour(slot, mc_json_as_text(node)))
			return mc_strict_error(strict, node, _("expected a colour such as \"#1f4e79\""));
		return NULL;
	case MC_STRICT_ANY:
		return NULL;
	}
	return NULL;
}

static bool is_allowed(const struct mc_strict_field *field, unsigned kinds)
{
	return field->kinds == 0 || (field->kinds & kinds) != 0;
}

static struct mc_err *unknown_key(const struct mc_strict *strict, const struct mc_json_node *node,
				  const struct mc_strict_field fields[], size_t count, unsigned kinds)
{
	const char **names = mc_arena_alloc(strict->arena, (count + 1) * sizeof(*names));
	size_t used = 0;

	for (size_t i = 0; i < count; i++) {
		if (is_allowed(&fields[i], kinds))
			names[used++] = fields[i].key;
	}
	const char *nearest = mc_str_nearest(mc_json_key_of(node), names, used);
	struct mc_err *err = mc_strict_key_error(strict, node, _("unknown key"));

	return nearest ? mc_err_hint(err, _("did you mean '%s'?"), nearest) : err;
}

static const struct mc_strict_field *find(const char *key, const struct mc_strict_field fields[],
					  size_t count, unsigned kinds)
{
	for (size_t i = 0; i < count; i++) {
		if (is_allowed(&fields[i], kinds) && !strcmp(fields[i].key, key))
			return &fields[i];
	}
	return NULL;
}

struct mc_err *mc_strict_read(void *base, const struct mc_strict *strict, const struct mc_json_node *object,
			      const struct mc_strict_field fields[], size_t count, unsigned kinds)
{
	MC_TRY(mc_strict_type(strict, object, MC_JSON_OBJECT));
	for (const struct mc_json_node *node = mc_json_first(object); node; node = mc_json_next(node)) {
		const struct mc_strict_field *field = find(mc_json_key_of(node), fields, count, kinds);

		if (!field)
			return unknown_key(strict, node, fields, count, kinds);
		MC_TRY(read_value(base, strict, node, field));
	}
	for (size_t i = 0; i < count; i++) {
		if (fields[i].is_required && is_allowed(&fields[i], kinds) &&
		    !mc_json_find(object, fields[i].key))
			return mc_strict_error(strict, object, _("'%s' is missing"), fields[i].key);
	}
	return NULL;
}
