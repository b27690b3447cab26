/* SPDX-License-Identifier: MIT */
#include "course/spec.h"

#include <stdarg.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"

void mc_spec_release(struct mc_spec *spec)
{
	mc_json_free(spec->json);
	spec->json = NULL;
}

static void add(const struct mc_spec *spec, const struct mc_finding *finding)
{
	if (spec->findings->count < MC_SPEC_MAX_FINDINGS) {
		mc_findings_add(spec->findings, finding);
	} else if (spec->findings->count == MC_SPEC_MAX_FINDINGS) {
		char *path = mc_arena_strdup(spec->arena, spec->path);
		char *message =
			mc_arena_strdup(spec->arena, _("there is more to say, but this is enough for now"));

		mc_findings_add(spec->findings,
				&(struct mc_finding){ .is_error = true, .path = path, .message = message });
	}
}

bool mc_spec_is_full(const struct mc_spec *spec)
{
	return spec->findings->count > MC_SPEC_MAX_FINDINGS;
}

enum where { AT_VALUE, AT_KEY };

static void addv(const struct mc_spec *spec, bool is_error, const struct mc_json_node *node, enum where where,
		 const char *hint, const char *fmt, va_list args) __attribute__((format(printf, 6, 0)));

static void addv(const struct mc_spec *spec, bool is_error, const struct mc_json_node *node, enum where where,
		 const char *hint, const char *fmt, va_list args)
{
	MC_AUTO(mc_buf) message = MC_BUF_INIT;
	MC_AUTO(mc_buf) pointer = MC_BUF_INIT;
	char *path = mc_arena_strdup(spec->arena, spec->path);
	char *advice = hint ? mc_arena_strdup(spec->arena, hint) : NULL;
	struct mc_json_place place = { 0, 0 };

	mc_buf_addv(&message, fmt, args);
	if (node && spec->findings->count < MC_SPEC_MAX_FINDINGS) {
		mc_json_pointer(&pointer, spec->json, node);
		place = where == AT_KEY ? mc_json_key_place(spec->json, node)
					: mc_json_place(spec->json, node);
	}
	add(spec, &(struct mc_finding){ .is_error = is_error,
					.path = path,
					.line = place.line,
					.column = place.column,
					.pointer = node ? pointer.ptr : NULL,
					.message = message.ptr,
					.hint = advice });
}

void mc_spec_error(const struct mc_spec *spec, const struct mc_json_node *node, const char *hint,
		   const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	addv(spec, true, node, AT_VALUE, hint, fmt, args);
	va_end(args);
}

void mc_spec_warning(const struct mc_spec *spec, const struct mc_json_node *node, const char *hint,
		     const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	addv(spec, false, node, AT_VALUE, hint, fmt, args);
	va_end(args);
}

void mc_spec_key_error(const struct mc_spec *spec, const struct mc_json_node *node, const char *hint,
		       const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	addv(spec, true, node, AT_KEY, hint, fmt, args);
	va_end(args);
}

const struct mc_json_node *mc_spec_parse(struct mc_spec *spec, const char *bytes, size_t len)
{
	struct mc_json_place place;
	MC_AUTOPTR(mc_err) err = mc_json_open(&spec->json, &place, bytes, len);

	if (err) {
		char *path = mc_arena_strdup(spec->arena, spec->path);

		add(spec, &(struct mc_finding){ .is_error = true,
						.path = path,
						.line = place.line,
						.column = place.column,
						.message = err->msg,
						.hint = err->hint });
		return NULL;
	}
	const struct mc_json_node *root = mc_json_root(spec->json);

	return mc_spec_is(spec, root, MC_JSON_OBJECT) ? root : NULL;
}

static const char *type_name(enum mc_json_type type)
{
	switch (type) {
	case MC_JSON_NULL:
		return _("null");
	case MC_JSON_BOOL:
		return _("true or false");
	case MC_JSON_NUMBER:
		return _("a number");
	case MC_JSON_TEXT:
		return _("a text");
	case MC_JSON_ARRAY:
		return _("an array");
	case MC_JSON_OBJECT:
		return _("an object");
	}
	return "";
}

bool mc_spec_is(const struct mc_spec *spec, const struct mc_json_node *node, enum mc_json_type type)
{
	if (node && mc_json_type(node) != type)
		mc_spec_error(spec, node, NULL, _("expected %s, found %s"), type_name(type),
			      type_name(mc_json_type(node)));
	return node && mc_json_type(node) == type;
}

static bool is_known(const char *word, const char *const names[], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!strcmp(word, names[i]))
			return true;
	}
	return false;
}

const char *mc_spec_nearest(const struct mc_spec *spec, const char *word, const char *const names[],
			    size_t count)
{
	const char *nearest = mc_str_nearest(word, names, count);

	return nearest ? mc_arena_format(spec->arena, _("did you mean '%s'?"), nearest) : NULL;
}

bool mc_spec_object(const struct mc_spec *spec, const struct mc_json_node *node, const char *const keys[],
		    size_t count)
{
	if (!mc_spec_is(spec, node, MC_JSON_OBJECT))
		return false;
	for (const struct mc_json_node *member = mc_json_first(node); member; member = mc_json_next(member)) {
		const char *key = mc_json_key_of(member);

		if (mc_spec_is_full(spec))
			break;
		if (!is_known(key, keys, count))
			mc_spec_key_error(spec, member, mc_spec_nearest(spec, key, keys, count),
					  _("unknown key '%s'"), key);
	}
	return true;
}

const struct mc_json_node *mc_spec_need(const struct mc_spec *spec, const struct mc_json_node *object,
					const char *key)
{
	const struct mc_json_node *node = mc_json_find(object, key);

	if (!node)
		mc_spec_error(spec, object, NULL, _("the key '%s' is missing"), key);
	return node;
}

void mc_spec_schema(const struct mc_spec *spec, const struct mc_json_node *object, const char *wanted)
{
	const struct mc_json_node *node = mc_spec_need(spec, object, "schema");

	(void)(mc_json_find(object, "$schema") &&
	       mc_spec_is(spec, mc_json_find(object, "$schema"), MC_JSON_TEXT));
	if (mc_spec_is(spec, node, MC_JSON_TEXT) && strcmp(mc_json_as_text(node), wanted) != 0)
		mc_spec_error(spec, node, mc_arena_format(spec->arena, _("write '%s'"), wanted),
			      _("this version of migracode does not know the schema '%s'"),
			      mc_json_as_text(node));
}

struct mc_err *mc_spec_conclude(struct mc_findings *to, const struct mc_findings *found)
{
	for (size_t i = 0; to && i < found->count; i++)
		mc_findings_add(to, &found->items[i]);
	return mc_findings_err(found);
}

void mc_spec_path_finding(const struct mc_spec *spec, bool is_error, const char *path, const char *hint,
			  const char *fmt, ...)
{
	MC_AUTO(mc_buf) message = MC_BUF_INIT;
	va_list args;

	va_start(args, fmt);
	mc_buf_addv(&message, fmt, args);
	va_end(args);
	add(spec, &(struct mc_finding){ .is_error = is_error,
					.path = mc_arena_strdup(spec->arena, path),
					.message = message.ptr,
					.hint = hint ? mc_arena_strdup(spec->arena, hint) : NULL });
}
