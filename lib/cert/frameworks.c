/* SPDX-License-Identifier: MIT */
#include "cert/frameworks.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/vec.h"
#include "course/spec.h"
#include "os/data.h"
#include "os/dir.h"
#include "os/file.h"

void mc_frameworks_release(struct mc_frameworks *frameworks)
{
	free(frameworks->rows);
	mc_index_release(&frameworks->by_code);
	mc_arena_release(&frameworks->arena);
	*frameworks = (struct mc_frameworks)MC_FRAMEWORKS_INIT;
}

static struct mc_framework *find_framework(const struct mc_frameworks *frameworks, const char *id)
{
	for (size_t i = 0; i < frameworks->count; i++) {
		if (!strcmp(frameworks->items[i]->id, id))
			return frameworks->items[i];
	}
	return NULL;
}

/* ---- reading ---- */

/* Letters and digits of ASCII, and signs that separate numbers: codes stand in files of courses and in
 * addresses. */
static bool is_code(const char *text)
{
	return text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-")] ==
		       0 &&
	       *text && strlen(text) <= MC_FRAMEWORK_MAX_CODE;
}

static void read_code(const char **code, const struct mc_spec *spec, const struct mc_json_node *node)
{
	mc_spec_text(code, spec, node);
	if (*code && !is_code(*code))
		mc_spec_error(spec, node,
			      _("write letters of a to z, digits, '.', '_', '/' and '-', at most 100"),
			      _("'%s' is not a code"), *code);
}

/* Only what a browser opens: it becomes a link on certificates. */
static void read_url(const char **url, const struct mc_spec *spec, const struct mc_json_node *node)
{
	mc_spec_text(url, spec, node);
	if (!*url)
		return;
	bool is_good = !strncmp(*url, "https://", 8) || !strncmp(*url, "http://", 7);

	for (const char *p = *url; *p; p++)
		is_good &= *p > ' ' && *p < 0x7f && !strchr("\"<>\\^`{|}", *p);
	if (!is_good)
		mc_spec_error(spec, node, NULL, _("'%s' is not an address of the web"), *url);
}

static void read_row(struct mc_framework_row *row, const struct mc_spec *spec,
		     const struct mc_json_node *node)
{
	static const char *const keys[] = { "code", "label", "name", "category", "kind", "url", "verified" };
	static const char *const kinds[] = { "competence", "occupation" };
	size_t kind = 0;

	if (!mc_spec_is(spec, node, MC_JSON_OBJECT) || !mc_spec_object(spec, node, keys, MC_COUNT(keys)))
		return;
	read_code(&row->code, spec, mc_spec_need(spec, node, "code"));
	row->label = row->code;
	mc_spec_text(&row->label, spec, mc_json_find(node, "label"));
	mc_spec_text(&row->name, spec, mc_spec_need(spec, node, "name"));
	mc_spec_text(&row->category, spec, mc_json_find(node, "category"));
	if (mc_spec_choice(&kind, spec, mc_json_find(node, "kind"), kinds, MC_COUNT(kinds)))
		row->is_occupation = kind == 1;
	row->url = row->framework->url;
	if (mc_json_find(node, "url"))
		read_url(&row->url, spec, mc_json_find(node, "url"));
	else if (!row->url)
		mc_spec_error(spec, node, _("give it an 'url', or the table one for all rows"),
			      _("the key '%s' is missing"), "url");
	mc_spec_bool(&row->is_verified, spec, mc_spec_need(spec, node, "verified"));
}

/* One table while it is read; it is added only as a whole. */
struct table {
	struct mc_framework *framework;
	struct mc_framework_row **rows;
	size_t count;
};

static void read_rows(struct table *table, const struct mc_frameworks *frameworks, const struct mc_spec *spec,
		      const struct mc_json_node *node)
{
	if (!mc_spec_is(spec, node, MC_JSON_ARRAY))
		return;
	size_t count = mc_json_count(node);

	if (count > MC_FRAMEWORKS_MAX_ROWS - frameworks->row_count) {
		mc_spec_error(spec, node, NULL, _("more than %u rows in all tables"), MC_FRAMEWORKS_MAX_ROWS);
		return;
	}
	table->rows = mc_arena_alloc(spec->arena, (count + 1) * sizeof(struct mc_framework_row *));
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		struct mc_framework_row *row = mc_arena_alloc(spec->arena, sizeof(*row));

		row->framework = table->framework;
		table->rows[table->count++] = row;
		read_row(row, spec, n);
	}
}

/* What a school's table says of a framework that is there replaces what was said before. */
static void read_about(struct mc_framework *framework, const struct mc_spec *spec,
		       const struct mc_json_node *root)
{
	mc_spec_text(&framework->source, spec, mc_spec_need(spec, root, "source"));
	mc_spec_text(&framework->attribution, spec, mc_json_find(root, "attribution"));
	mc_spec_text(&framework->type, spec, mc_json_find(root, "type"));
	if (mc_json_find(root, "url"))
		read_url(&framework->url, spec, mc_json_find(root, "url"));
	if (mc_json_find(root, "base"))
		read_url(&framework->base, spec, mc_json_find(root, "base"));
	mc_spec_text(&framework->name, spec,
		     framework->name ? mc_json_find(root, "name") : mc_spec_need(spec, root, "name"));
}

static void read_root(struct table *table, const struct mc_frameworks *frameworks, const struct mc_spec *spec,
		      const struct mc_json_node *root)
{
	static const char *const keys[] = { "$schema",	   "schema", "id",   "name", "source",
					    "attribution", "url",    "base", "type", "rows" };
	const char *id = NULL;

	(void)mc_spec_object(spec, root, keys, MC_COUNT(keys));
	mc_spec_schema(spec, root, "migracode/framework/v1");
	read_code(&id, spec, mc_spec_need(spec, root, "id"));
	table->framework = mc_arena_alloc(spec->arena, sizeof(*table->framework));
	if (id && find_framework(frameworks, id))
		*table->framework = *find_framework(frameworks, id);
	else if (frameworks->count == MC_FRAMEWORKS_MAX)
		mc_spec_error(spec, root, NULL, _("more than %u frameworks"), MC_FRAMEWORKS_MAX);
	table->framework->id = id;
	read_about(table->framework, spec, root);
	read_rows(table, frameworks, spec, mc_spec_need(spec, root, "rows"));
}

/* ---- keeping ---- */

static void keep_row(struct mc_frameworks *frameworks, struct mc_framework_row *row)
{
	row->key = mc_arena_format(&frameworks->arena, "%s:%s", row->framework->id, row->code);
	uint32_t at = mc_index_find(&frameworks->by_code, row->key);

	if (at != MC_INDEX_NONE) {
		frameworks->rows[at] = row;
		return;
	}
	mc_index_set(&frameworks->by_code, row->key, (uint32_t)frameworks->row_count);
	*MC_VEC_ADD(frameworks->rows, frameworks->row_count, frameworks->row_capacity) = row;
}

static void keep(struct mc_frameworks *frameworks, const struct table *table)
{
	struct mc_framework *old = find_framework(frameworks, table->framework->id);

	if (old)
		*old = *table->framework;
	else
		frameworks->items[frameworks->count++] = old = table->framework;
	for (size_t i = 0; i < table->count; i++) {
		table->rows[i]->framework = old;
		keep_row(frameworks, table->rows[i]);
	}
}

struct mc_err *mc_frameworks_parse(struct mc_frameworks *frameworks, struct mc_findings *findings,
				   const char *path, const char *bytes, size_t len)
{
	MC_AUTO(mc_findings) found = MC_FINDINGS_INIT;
	MC_AUTO(mc_spec) spec = { .arena = &frameworks->arena, .findings = &found, .path = path };
	const struct mc_json_node *root = mc_spec_parse(&spec, bytes, len);
	struct table table = { 0 };

	if (root)
		read_root(&table, frameworks, &spec, root);
	MC_TRY(mc_spec_conclude(findings, &found));
	keep(frameworks, &table);
	return NULL;
}

/* ---- files ---- */

static struct mc_err *read_folder(struct mc_frameworks *frameworks, const char *dir)
{
	MC_AUTO(mc_dir) files = MC_DIR_INIT;

	MC_TRY(mc_dir_read_files(&files, dir));
	for (size_t i = 0; i < files.count; i++) {
		const char *name = files.names[i];
		MC_AUTOTEXT path = mc_path_join(dir, name);
		MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

		if (name[0] == '.' || !mc_str_is_match("*.json", name))
			continue;
		MC_TRY(mc_buf_read_file(&bytes, path, MC_FRAMEWORKS_MAX_BYTES));
		MC_TRY(mc_frameworks_parse(frameworks, NULL, path, bytes.ptr, bytes.len));
	}
	return NULL;
}

struct mc_err *mc_frameworks_read(struct mc_frameworks *frameworks, const char *school_dir)
{
	MC_AUTOTEXT templates = NULL;

	MC_TRY(mc_data_dir(&templates, "templates"));
	MC_AUTOTEXT ours = mc_path_join(templates, MC_FRAMEWORKS_FOLDER);

	MC_TRY(read_folder(frameworks, ours));
	if (!school_dir)
		return NULL;
	MC_AUTOTEXT theirs = mc_path_join(school_dir, MC_FRAMEWORKS_FOLDER);

	return mc_file_is_dir(theirs) ? read_folder(frameworks, theirs) : NULL;
}

/* ---- looking up ---- */

const struct mc_framework_row *mc_frameworks_find(const struct mc_frameworks *frameworks, const char *align)
{
	uint32_t at = mc_index_find(&frameworks->by_code, align);

	return at == MC_INDEX_NONE ? NULL : frameworks->rows[at];
}

const char *mc_frameworks_nearest(const struct mc_frameworks *frameworks, const char *align)
{
	const char **names = mc_alloc_zero(frameworks->row_count + 1, sizeof(*names));

	for (size_t i = 0; i < frameworks->row_count; i++)
		names[i] = frameworks->rows[i]->key;
	const char *nearest = mc_str_nearest(align, names, frameworks->row_count);

	free(names);
	return nearest;
}

const struct mc_framework *mc_frameworks_owner(const struct mc_frameworks *frameworks, const char *url)
{
	for (size_t i = 0; i < frameworks->count; i++) {
		const char *base = frameworks->items[i]->base;

		if (base && !strncmp(url, base, strlen(base)))
			return frameworks->items[i];
	}
	return NULL;
}
