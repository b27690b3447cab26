/* SPDX-License-Identifier: MIT */
#include "course/template.h"

#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/str.h"
#include "ext/hash.h"
#include "ext/json_write.h"
#include "os/data.h"
#include "os/file.h"
#include "os/tree_read.h"

/* How a file of a template is filled in. */
struct filling {
	const struct mc_tree *raw; /* the template as it is on disk */
	const struct mc_tree_file *file;
	const struct mc_template_value *values;
	size_t count;
};

static void render(struct mc_buf *out, const struct filling *filling);

static bool has_ending(const char *path, const char *ending)
{
	size_t len = strlen(path), ending_len = strlen(ending);

	return len >= ending_len && !strcmp(path + len - ending_len, ending);
}

/* The path of the file that "x/README.es.md" translates, "x/README.md"; NULL when it is no translation. */
static char *source_path(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strchr(name, '.');

	if (!dot || !has_ending(dot + 1, ".md") ||
	    strchr(dot + 1, '.') != path + strlen(path) - strlen(".md"))
		return NULL;
	return mc_format("%.*s.md", (int)(dot - path), path);
}

static void add_source_hash(struct mc_buf *out, const struct filling *filling)
{
	MC_AUTOTEXT path = source_path(filling->file->path);
	struct filling source = *filling;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	char hex[MC_HASH_HEX];

	source.file = path ? mc_tree_find(filling->raw, path) : NULL;
	if (!source.file)
		return;
	render(&text, &source);
	mc_hash_bytes(hex, text.ptr, text.len);
	mc_buf_addz(out, hex);
}

static void add_text(struct mc_buf *out, const struct filling *filling, const struct mc_template_value *value)
{
	MC_AUTO(mc_buf) quoted = MC_BUF_INIT;

	if (value->is_raw || !has_ending(filling->file->path, ".json")) {
		mc_buf_addz(out, value->text);
		return;
	}
	/* The template has the quotes already. */
	mc_json_quote(&quoted, value->text, strlen(value->text));
	mc_buf_add(out, quoted.ptr + 1, quoted.len - 2);
}

static const struct mc_template_value *find_value(const struct filling *filling, struct mc_str name)
{
	for (size_t i = 0; i < filling->count; i++) {
		if (mc_str_is_equal(mc_str(filling->values[i].name), name))
			return &filling->values[i];
	}
	return NULL;
}

/* Fills in the placeholder that text starts with and returns its length; 0 when it is none of ours. */
static size_t add_placeholder(struct mc_buf *out, const struct filling *filling, struct mc_str text)
{
	const char *name = text.ptr + 2;
	const char *end = memmem(text.ptr, text.len, "}}", 2);

	if (!end || end < name)
		return 0;
	struct mc_str inner = { name, (size_t)(end - name) };
	const char *bar = memchr(inner.ptr, '|', inner.len);
	struct mc_str key = { name, (size_t)((bar ? bar : end) - name) };
	const struct mc_template_value *value = find_value(filling, key);

	if (mc_str_is_equal(key, mc_str("source")))
		add_source_hash(out, filling);
	else if (value && value->text)
		add_text(out, filling, value);
	else if (bar)
		mc_buf_add(out, bar + 1, (size_t)(end - bar - 1));
	else
		return 0;
	return (size_t)(end + 2 - text.ptr);
}

static void render(struct mc_buf *out, const struct filling *filling)
{
	struct mc_str rest = { filling->file->data, filling->file->len };

	while (rest.len > 0) {
		const char *open = memmem(rest.ptr, rest.len, "{{", 2);
		size_t before = open ? (size_t)(open - rest.ptr) : rest.len;

		mc_buf_add(out, rest.ptr, before);
		rest.ptr += before;
		rest.len -= before;
		if (!open)
			return;
		size_t used = add_placeholder(out, filling, rest);

		if (used == 0)
			mc_buf_add(out, rest.ptr, 2);
		rest.ptr += used ? used : 2;
		rest.len -= used ? used : 2;
	}
}

static char *final_path(const char *path)
{
	static const char dot[] = "dot-";
	MC_AUTO(mc_buf) made = MC_BUF_INIT;

	for (const char *p = path; *p; p++) {
		bool is_start = p == path || p[-1] == '/';

		if (is_start && !strncmp(p, dot, strlen(dot))) {
			mc_buf_addc(&made, '.');
			p += strlen(dot);
		}
		mc_buf_addc(&made, *p);
	}
	return mc_buf_take(&made);
}

struct mc_err *mc_template_read(struct mc_tree *tree, const char *name,
				const struct mc_template_value values[], size_t count)
{
	const struct mc_tree_filter all = MC_TREE_FILTER_ALL;
	MC_AUTO(mc_tree) raw = MC_TREE_INIT;
	MC_AUTOTEXT dir = NULL;

	MC_TRY(mc_data_dir(&dir, "templates"));
	MC_AUTOTEXT path = mc_path_join(dir, name);

	MC_TRY_AS(mc_tree_read_dir(&raw, path, &all), _("cannot read the template '%s'"), name);
	for (size_t i = 0; i < raw.count; i++) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;
		MC_AUTOTEXT final = final_path(raw.files[i].path);
		const struct filling filling = { &raw, &raw.files[i], values, count };

		render(&text, &filling);
		mc_tree_add(tree, final, text.ptr, text.len, raw.files[i].is_executable);
	}
	mc_tree_sort(tree);
	return NULL;
}
