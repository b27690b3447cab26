/* SPDX-License-Identifier: MIT */
#include "ext/json.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/json_scan.h"

struct mc_json {
	char *text;
	size_t len;
	cJSON *root;
};

/* A node is a cJSON item.  Its valueint, a field that only holds a second form of a number, keeps the offset
 * instead. */
static const cJSON *item_of(const struct mc_json_node *node)
{
	return (const cJSON *)node;
}

static const struct mc_json_node *node_of(const cJSON *item)
{
	return (const struct mc_json_node *)item;
}

void mc_json_free(struct mc_json *json)
{
	if (!json)
		return;
	cJSON_Delete(json->root);
	free(json->text);
	free(json);
}

static struct mc_json_place place_of(const struct mc_json *json, size_t offset)
{
	struct mc_json_place place = { 1, 1 };

	for (size_t i = 0; i < offset; i++) {
		if (json->text[i] == '\n') {
			place.line++;
			place.column = 1;
		} else {
			place.column += ((unsigned char)json->text[i] & 0xc0) != 0x80;
		}
	}
	return place;
}

/* The chain from a value up to the root. */
struct step {
	const struct step *up;
	const cJSON *item;
	size_t index;
};

static void print_pointer(struct mc_buf *pointer, const struct step *step)
{
	if (!step->up)
		return;
	print_pointer(pointer, step->up);
	if (step->item->string)
		mc_json_pointer_add(pointer, step->item->string);
	else
		mc_buf_addf(pointer, "/%zu", step->index);
}

static int by_key(const void *a, const void *b)
{
	const cJSON *first = *(const cJSON *const *)a, *second = *(const cJSON *const *)b;
	int order = strcmp(first->string, second->string);

	return order ? order : (first->valueint > second->valueint) - (first->valueint < second->valueint);
}

static struct mc_err *check_keys(size_t *error_at, const struct step *step, size_t count)
{
	const cJSON **members = mc_alloc_zero(count + 1, sizeof(const cJSON *));
	struct mc_err *err = NULL;
	size_t n = 0;

	for (const cJSON *member = step->item->child; member; member = member->next)
		members[n++] = member;
	qsort(members, n, sizeof(const cJSON *), by_key);
	for (size_t i = 1; i < n && !err; i++) {
		if (strcmp(members[i - 1]->string, members[i]->string) != 0)
			continue;
		MC_AUTO(mc_buf) pointer = MC_BUF_INIT;

		print_pointer(&pointer, step);
		*error_at = (size_t)members[i]->valueint;
		struct mc_err *twice =
			pointer.len ? mc_err_new(MC_E_INPUT, _("key '%s' stands twice in '%s'"),
						 members[i]->string, pointer.ptr)
				    : mc_err_new(MC_E_INPUT, _("key '%s' stands twice"), members[i]->string);
		err = mc_err_hint(twice, "%s", _("remove one of the two"));
	}
	free(members);
	return err;
}

/* Gives item and all below it their offsets, in the order in which the scanner noted them, and checks what
 * it cannot see. */
static struct mc_err *settle(size_t *error_at, const size_t **offsets, cJSON *item, const struct step *up,
			     size_t index)
{
	struct step step = { up, item, index };
	size_t count = 0;

	item->valueint = (int)*(*offsets)++;
	if (cJSON_IsNumber(item) && !isfinite(item->valuedouble)) {
		*error_at = (size_t)item->valueint;
		return mc_err_new(MC_E_INPUT, "%s", _("the number is too large"));
	}
	for (cJSON *child = item->child; child; child = child->next)
		MC_TRY(settle(error_at, offsets, child, &step, count++));
	return cJSON_IsObject(item) && count > 1 ? check_keys(error_at, &step, count) : NULL;
}

static struct mc_err *parse(struct mc_json *json, size_t *error_at)
{
	MC_AUTO(mc_json_offsets) offsets = MC_JSON_OFFSETS_INIT;

	MC_TRY(mc_json_scan(&offsets, error_at, json->text, json->len));
	const char *end = json->text;

	json->root = cJSON_ParseWithLengthOpts(json->text, json->len + 1, &end, true);
	if (!json->root) {
		*error_at = (size_t)(end - json->text);
		return mc_err_new(MC_E_INPUT, "%s", _("this is not JSON"));
	}
	const size_t *next = offsets.items;

	return settle(error_at, &next, json->root, NULL, 0);
}

struct mc_err *mc_json_open(struct mc_json **json, struct mc_json_place *error_at, const char *bytes,
			    size_t len)
{
	return mc_json_open_up_to(json, error_at, bytes, len, MC_JSON_MAX_BYTES);
}

struct mc_err *mc_json_open_up_to(struct mc_json **json, struct mc_json_place *error_at, const char *bytes,
				  size_t len, size_t limit_bytes)
{
	bool has_mark = len >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3);
	MC_AUTOPTR(mc_json) made = mc_alloc_zero(1, sizeof(*made));
	size_t at = 0;
	struct mc_err *err;

	if (len > limit_bytes) {
		err = mc_err_new(MC_E_INPUT, _("larger than %u MiB"), (unsigned)(limit_bytes >> 20));
	} else {
		made->len = len - (has_mark ? 3 : 0);
		made->text = mc_alloc(made->len + 1);
		memcpy(made->text, bytes + (has_mark ? 3 : 0), made->len);
		made->text[made->len] = '\0';
		err = parse(made, &at);
	}
	if (!err) {
		*json = MC_TAKE(made);
		return NULL;
	}
	struct mc_json_place place = made->text ? place_of(made, at) : (struct mc_json_place){ 1, 1 };

	if (!error_at)
		return mc_err_wrap(err, "%u:%u", place.line, place.column);
	*error_at = place;
	return err;
}

struct mc_err *mc_json_open_file(struct mc_json **json, const char *path)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_place place;

	MC_TRY(mc_buf_read_file(&text, path, MC_JSON_MAX_BYTES));
	struct mc_err *err = mc_json_open(json, &place, text.ptr, text.len);

	return err ? mc_err_wrap(err, "%s:%u:%u", path, place.line, place.column) : NULL;
}

const struct mc_json_node *mc_json_root(const struct mc_json *json)
{
	return node_of(json->root);
}

enum mc_json_type mc_json_type(const struct mc_json_node *node)
{
	const cJSON *item = item_of(node);

	if (cJSON_IsObject(item))
		return MC_JSON_OBJECT;
	if (cJSON_IsArray(item))
		return MC_JSON_ARRAY;
	if (cJSON_IsString(item))
		return MC_JSON_TEXT;
	if (cJSON_IsNumber(item))
		return MC_JSON_NUMBER;
	return cJSON_IsBool(item) ? MC_JSON_BOOL : MC_JSON_NULL;
}

const char *mc_json_as_text(const struct mc_json_node *node)
{
	return cJSON_IsString(item_of(node)) ? item_of(node)->valuestring : NULL;
}

bool mc_json_has_text(const struct mc_json_node *node, const char *text)
{
	const char *only = mc_json_as_text(node);
	bool has = only && !strcmp(only, text);

	for (const struct mc_json_node *one = mc_json_first(node); one && !has; one = mc_json_next(one))
		has = mc_json_as_text(one) && !strcmp(mc_json_as_text(one), text);
	return has;
}

bool mc_json_as_number(double *value, const struct mc_json_node *node)
{
	if (!cJSON_IsNumber(item_of(node)))
		return false;
	*value = item_of(node)->valuedouble;
	return true;
}

bool mc_json_as_bool(bool *value, const struct mc_json_node *node)
{
	if (!cJSON_IsBool(item_of(node)))
		return false;
	*value = cJSON_IsTrue(item_of(node)) != 0;
	return true;
}

size_t mc_json_count(const struct mc_json_node *node)
{
	size_t count = 0;

	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n))
		count++;
	return count;
}

const struct mc_json_node *mc_json_first(const struct mc_json_node *node)
{
	return node_of(node ? item_of(node)->child : NULL);
}

const struct mc_json_node *mc_json_next(const struct mc_json_node *node)
{
	return node_of(item_of(node)->next);
}

const char *mc_json_key_of(const struct mc_json_node *node)
{
	return item_of(node)->string;
}

const struct mc_json_node *mc_json_find(const struct mc_json_node *node, const char *key)
{
	return cJSON_IsObject(item_of(node)) ? node_of(cJSON_GetObjectItemCaseSensitive(item_of(node), key))
					     : NULL;
}

static size_t value_offset(const struct mc_json *json, const struct mc_json_node *node)
{
	size_t offset = (size_t)item_of(node)->valueint;

	return item_of(node)->string ? mc_json_scan_value(json->text, json->len, offset) : offset;
}

struct mc_json_place mc_json_place(const struct mc_json *json, const struct mc_json_node *node)
{
	return place_of(json, value_offset(json, node));
}

struct mc_json_place mc_json_key_place(const struct mc_json *json, const struct mc_json_node *node)
{
	return place_of(json, (size_t)item_of(node)->valueint);
}

struct mc_str mc_json_raw(const struct mc_json *json, const struct mc_json_node *node)
{
	size_t start = value_offset(json, node);

	return (struct mc_str){ json->text + start, mc_json_scan_end(json->text, json->len, start) - start };
}

struct mc_str mc_json_raw_key(const struct mc_json *json, const struct mc_json_node *node)
{
	size_t start = (size_t)item_of(node)->valueint;

	return (struct mc_str){ json->text + start, mc_json_scan_end(json->text, json->len, start) - start };
}
