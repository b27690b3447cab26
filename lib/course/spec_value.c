/* SPDX-License-Identifier: MIT */
#include "course/spec.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"

void mc_spec_text(const char **text, const struct mc_spec *spec, const struct mc_json_node *node)
{
	if (!mc_spec_is(spec, node, MC_JSON_TEXT))
		return;
	if (!mc_json_as_text(node)[0])
		mc_spec_error(spec, node, NULL, "%s", _("the text is empty"));
	*text = mc_arena_strdup(spec->arena, mc_json_as_text(node));
}

bool mc_spec_is_id(const char *text)
{
	size_t len = strlen(text);

	return len > 0 && len <= MC_SPEC_MAX_ID && text[0] != '-' &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}

static bool check_id(const struct mc_spec *spec, const struct mc_json_node *node)
{
	if (mc_spec_is_id(mc_json_as_text(node)))
		return true;
	mc_spec_error(spec, node, _("use a-z, 0-9 and '-', at most 63 characters, not '-' first"),
		      _("'%s' cannot be an id"), mc_json_as_text(node));
	return false;
}

void mc_spec_id(const char **id, const struct mc_spec *spec, const struct mc_json_node *node)
{
	if (mc_spec_is(spec, node, MC_JSON_TEXT) && check_id(spec, node))
		*id = mc_arena_strdup(spec->arena, mc_json_as_text(node));
}

static const char *skip_number(const char *text)
{
	size_t len = strspn(text, "0123456789");

	return len == 0 || (len > 1 && text[0] == '0') ? NULL : text + len;
}

/* Source: Semantic Versioning 2.0.0, section 9 and 10 in a simple form. */
static bool is_version(const char *text)
{
	for (int i = 0; i < 3; i++) {
		if (i > 0 && *text++ != '.')
			return false;
		text = skip_number(text);
		if (!text)
			return false;
	}
	if (*text == '\0')
		return true;
	return (*text == '-' || *text == '+') && text[1] &&
	       !text[1 +
		     strspn(text + 1, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-+")];
}

void mc_spec_version(const char **version, const struct mc_spec *spec, const struct mc_json_node *node)
{
	if (!mc_spec_is(spec, node, MC_JSON_TEXT))
		return;
	if (!is_version(mc_json_as_text(node)))
		mc_spec_error(spec, node, _("write three numbers, such as '1.0.0'"),
			      _("'%s' is not a version"), mc_json_as_text(node));
	*version = mc_arena_strdup(spec->arena, mc_json_as_text(node));
}

bool mc_spec_is_lang(const char *text)
{
	size_t len = strspn(text, "abcdefghijklmnopqrstuvwxyz");

	if (len < 2 || len > 3)
		return false;
	for (text += len; *text == '-'; text += len) {
		text++;
		len = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
		if (len < 2 || len > 8)
			return false;
	}
	return *text == '\0';
}

static void words_alloc(struct mc_words *words, const struct mc_spec *spec, size_t count)
{
	words->langs = mc_arena_alloc(spec->arena, (count + 1) * sizeof(*words->langs));
	words->texts = mc_arena_alloc(spec->arena, (count + 1) * sizeof(*words->texts));
	words->count = 0;
}

void mc_spec_words(struct mc_words *words, const struct mc_spec *spec, const struct mc_json_node *node)
{
	if (!node)
		return;
	if (mc_json_type(node) == MC_JSON_TEXT) {
		words_alloc(words, spec, 1);
		words->langs[0] = "en";
		mc_spec_text(&words->texts[words->count++], spec, node);
		return;
	}
	if (!mc_spec_is(spec, node, MC_JSON_OBJECT))
		return;
	words_alloc(words, spec, mc_json_count(node));
	if (!mc_json_first(node))
		mc_spec_error(spec, node, NULL, "%s", _("there is no text in any language"));
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		const char *lang = mc_json_key_of(n), *text = NULL;

		if (!mc_spec_is_lang(lang))
			mc_spec_key_error(spec, n, _("use a code such as 'en', 'es', 'ar' or 'pt-BR'"),
					  _("'%s' is not the code of a language"), lang);
		mc_spec_text(&text, spec, n);
		if (text) {
			words->langs[words->count] = mc_arena_strdup(spec->arena, lang);
			words->texts[words->count++] = text;
		}
	}
}

static bool check_glob(const struct mc_spec *spec, const struct mc_json_node *node)
{
	if (mc_tree_is_safe_path(mc_json_as_text(node)))
		return true;
	mc_spec_error(spec, node, _("write it relative to the folder, without '..', './' or '/' at an end"),
		      _("'%s' does not stay inside the folder"), mc_json_as_text(node));
	return false;
}

static bool check_item(const struct mc_spec *spec, const struct mc_json_node *node, enum mc_spec_list list)
{
	const char *text = mc_json_as_text(node);

	if (list == MC_SPEC_IDS)
		return check_id(spec, node);
	if (list == MC_SPEC_GLOBS)
		return check_glob(spec, node);
	if (list == MC_SPEC_LANGS && !mc_spec_is_lang(text))
		mc_spec_error(spec, node, _("use a code such as 'en', 'es', 'ar' or 'pt-BR'"),
			      _("'%s' is not the code of a language"), text);
	if (list == MC_SPEC_FILLED && !text[0])
		mc_spec_error(spec, node, NULL, "%s", _("the text is empty"));
	return list == MC_SPEC_ANY || text[0];
}

/* The search for doubles takes count squared steps, so long lists stop early. */
enum { MAX_ITEMS = 2000 };

void mc_spec_texts(struct mc_texts *texts, const struct mc_spec *spec, const struct mc_json_node *node,
		   enum mc_spec_list list, size_t min)
{
	if (!mc_spec_is(spec, node, MC_JSON_ARRAY))
		return;
	size_t count = mc_json_count(node);

	if (count < min || count > MAX_ITEMS) {
		mc_spec_error(spec, node, NULL,
			      count < min ? _("the array needs at least %zu values")
					  : _("more than %zu values"),
			      count < min ? min : (size_t)MAX_ITEMS);
		return;
	}
	*texts = (struct mc_texts){ mc_arena_alloc(spec->arena, (count + 1) * sizeof(*texts->items)), 0 };
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		if (!mc_spec_is(spec, n, MC_JSON_TEXT) || !check_item(spec, n, list))
			continue;
		if (list != MC_SPEC_ANY && mc_texts_has(texts, mc_json_as_text(n)))
			mc_spec_error(spec, n, NULL, _("'%s' stands twice in the array"), mc_json_as_text(n));
		else
			texts->items[texts->count++] = mc_arena_strdup(spec->arena, mc_json_as_text(n));
	}
}

void mc_spec_number(double *value, const struct mc_spec *spec, const struct mc_json_node *node, double min,
		    double max)
{
	double number = 0;

	if (!mc_spec_is(spec, node, MC_JSON_NUMBER))
		return;
	(void)mc_json_as_number(&number, node);
	if (number < min || number > max)
		mc_spec_error(spec, node, NULL, _("the number must be from %.15g to %.15g"), min, max);
	else
		*value = number;
}

void mc_spec_integer(uint32_t *value, const struct mc_spec *spec, const struct mc_json_node *node,
		     uint32_t min, uint32_t max)
{
	double number = -1;

	mc_spec_number(&number, spec, node, min, max);
	if (number < 0)
		return;
	if ((double)(uint32_t)number < number)
		mc_spec_error(spec, node, NULL, "%s", _("expected a whole number"));
	else
		*value = (uint32_t)number;
}

void mc_spec_bool(bool *value, const struct mc_spec *spec, const struct mc_json_node *node)
{
	if (mc_spec_is(spec, node, MC_JSON_BOOL))
		(void)mc_json_as_bool(value, node);
}

/* The names in quotes, for a hint. */
static const char *list_names(const struct mc_spec *spec, const char *const names[], size_t count)
{
	MC_AUTO(mc_buf) list = MC_BUF_INIT;

	for (size_t i = 0; i < count; i++)
		mc_buf_addf(&list, "%s'%s'", i ? ", " : "", names[i]);
	return mc_arena_format(spec->arena, _("use one of %s"), list.ptr);
}

bool mc_spec_choice(size_t *index, const struct mc_spec *spec, const struct mc_json_node *node,
		    const char *const names[], size_t count)
{
	if (!mc_spec_is(spec, node, MC_JSON_TEXT))
		return false;
	const char *text = mc_json_as_text(node);

	for (size_t i = 0; i < count; i++) {
		if (!strcmp(text, names[i])) {
			*index = i;
			return true;
		}
	}
	const char *hint = mc_spec_nearest(spec, text, names, count);

	mc_spec_error(spec, node, hint ? hint : list_names(spec, names, count), _("unknown value '%s'"),
		      text);
	return false;
}

void mc_spec_path(const char **path, const struct mc_spec *spec, const struct mc_json_node *node)
{
	if (mc_spec_is(spec, node, MC_JSON_TEXT) && check_glob(spec, node))
		*path = mc_arena_strdup(spec->arena, mc_json_as_text(node));
}
