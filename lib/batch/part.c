/* SPDX-License-Identifier: MIT */
#include "batch/part.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/json.h"

enum { LINE_MAX_BYTES = 64 * 1024, NUMBER_DIGITS = 9 };

char *mc_part_wave_path(const char *run, size_t wave)
{
	return mc_format("%s/waves/%zu", run, wave);
}

char *mc_part_log_path(const char *run, size_t wave, size_t element)
{
	return mc_format("%s/log/%zu-%zu.ndjson", run, wave, element);
}

char *mc_part_manifest_path(const char *run)
{
	return mc_format("%s/manifest.ndjson", run);
}

/* ---- waves ---- */

void mc_wave_release(struct mc_wave *wave)
{
	free(wave->items);
	free(wave->starts);
	*wave = (struct mc_wave)MC_WAVE_INIT;
}

void mc_wave_deal(struct mc_wave *wave, const size_t *items, size_t count, size_t chunk)
{
	size_t elements = (count + chunk - 1) / chunk;
	size_t filled = 0;

	wave->items = mc_alloc_zero(count + 1, sizeof(*wave->items));
	wave->starts = mc_alloc_zero(elements + 1, sizeof(*wave->starts));
	for (size_t e = 0; e < elements; e++) {
		wave->starts[e] = filled;
		for (size_t i = e; i < count; i += elements)
			wave->items[filled++] = items[i];
	}
	wave->starts[elements] = filled;
	wave->count = elements;
	wave->item_count = count;
}

void mc_wave_write(struct mc_buf *text, const struct mc_wave *wave)
{
	for (size_t e = 0; e < wave->count; e++) {
		for (size_t i = wave->starts[e]; i < wave->starts[e + 1]; i++) {
			if (i > wave->starts[e])
				mc_buf_addc(text, ' ');
			mc_buf_add_int(text, (int64_t)wave->items[i]);
		}
		mc_buf_addc(text, '\n');
	}
}

static bool cut_number(size_t *number, struct mc_str *line)
{
	size_t digits = 0;

	*number = 0;
	for (; digits < line->len && line->ptr[digits] >= '0' && line->ptr[digits] <= '9'; digits++) {
		if (digits == NUMBER_DIGITS)
			return false;
		*number = *number * 10 + (size_t)(line->ptr[digits] - '0');
	}
	bool is_last = digits == line->len;

	if (digits == 0 || (!is_last && (line->ptr[digits] != ' ' || digits + 1 == line->len)))
		return false;
	*line = (struct mc_str){ line->ptr + digits + !is_last, line->len - digits - !is_last };
	return true;
}

static bool take_numbers(struct mc_wave *wave, struct mc_str line, size_t item_limit)
{
	do {
		size_t number;

		if (!cut_number(&number, &line) || number >= item_limit || wave->item_count >= item_limit)
			return false;
		wave->items[wave->item_count++] = number;
	} while (line.len > 0);
	return true;
}

struct mc_err *mc_wave_parse(struct mc_wave *wave, struct mc_str text, size_t item_limit)
{
	struct mc_str line;
	size_t lines = 0;

	for (size_t i = 0; i < text.len; i++)
		lines += text.ptr[i] == '\n';
	if (lines == 0 || lines > MC_WAVE_MAX || text.ptr[text.len - 1] != '\n')
		return mc_err_new(MC_E_INPUT, _("the file is cut off"));
	wave->items = mc_alloc_zero(item_limit + 1, sizeof(*wave->items));
	wave->starts = mc_alloc_zero(lines + 1, sizeof(*wave->starts));
	while (mc_str_cut_line(&line, &text)) {
		wave->starts[wave->count++] = wave->item_count;
		if (!take_numbers(wave, line, item_limit))
			return mc_err_new(MC_E_INPUT, _("line %zu does not list items of the manifest"),
					  wave->count);
	}
	wave->starts[wave->count] = wave->item_count;
	return NULL;
}

/* ---- logs ---- */

void mc_part_line_release(struct mc_part_line *line)
{
	mc_buf_release(&line->node);
	mc_err_free(line->err);
	*line = (struct mc_part_line)MC_PART_LINE_INIT;
}

static enum mc_code code_named(const char *name)
{
#define X(constant, text, status) \
	if (!strcmp(name, text)) \
		return constant;
	MC_CODES(X)
#undef X
	return MC_E_IO;
}

static struct mc_err *error_in(const struct mc_json_node *root)
{
	const char *code = mc_json_as_text(mc_json_find(root, "error"));
	const char *message = mc_json_as_text(mc_json_find(root, "message"));
	const char *hint = mc_json_as_text(mc_json_find(root, "hint"));

	if (!code || !message)
		return NULL;
	struct mc_err *err = mc_err_new(code_named(code), "%s", message);

	return hint ? mc_err_hint(err, "%s", hint) : err;
}

static bool number_in(uint64_t *value, const struct mc_json_node *root, const char *key)
{
	double number;

	if (!mc_json_as_number(&number, mc_json_find(root, key)) || !(number >= 0) || !(number < 1e12))
		return false;
	*value = (uint64_t)number;
	return true;
}

void mc_part_line_parse(struct mc_part_line *line, struct mc_str text)
{
	MC_AUTOPTR(mc_json) json = NULL;

	mc_part_line_release(line);
	line->kind = MC_PART_OTHER;
	struct mc_err *err = text.len > LINE_MAX_BYTES ? NULL : mc_json_open(&json, NULL, text.ptr, text.len);

	mc_err_drop(err);
	if (!json)
		return;
	const struct mc_json_node *root = mc_json_root(json);
	const char *node = mc_json_as_text(mc_json_find(root, "node"));

	line->err = error_in(root);
	if (node) {
		line->kind = MC_PART_BEGAN;
		mc_buf_addz(&line->node, node);
	} else if (number_in(&line->item, root, "item")) {
		line->kind = MC_PART_ITEM;
		(void)mc_json_as_bool(&line->is_computed, mc_json_find(root, "computed"));
		(void)number_in(&line->ms, root, "ms");
	} else if (line->err) {
		line->kind = MC_PART_FAILED;
	}
}
