/* SPDX-License-Identifier: MIT */
#include "batch/manifest.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/hash.h"
#include "ext/json.h"
#include "ext/json_write.h"
#include "result/level.h"

enum { MAX_EXERCISES = 10000, MAX_TEXTS = 10000 };

/* ---- writing ---- */

static int compare_items(const void *a, const void *b, void *context)
{
	const struct mc_batch *batch = context;
	const struct mc_batch_item *one = &batch->items[*(const size_t *)a];
	const struct mc_batch_item *two = &batch->items[*(const size_t *)b];
	int order = one->exercise < two->exercise ? -1 : one->exercise > two->exercise;

	if (order == 0)
		order = strcmp(one->name, two->name);
	return order ? order : strcmp(one->key, two->key);
}

static void write_texts(struct mc_json_writer *writer, const char *key, const char *const *texts,
			size_t count)
{
	mc_json_key(writer, key);
	mc_json_start(writer, '[');
	for (size_t i = 0; i < count; i++)
		mc_json_text(writer, texts[i]);
	mc_json_end(writer);
}

static void write_exercises(struct mc_json_writer *writer, const struct mc_batch *batch)
{
	mc_json_key(writer, "exercises");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < batch->exercise_count; i++) {
		const struct mc_batch_exercise *exercise = &batch->exercises[i];

		mc_json_start(writer, '{');
		mc_json_key_text(writer, "dir", exercise->dir);
		mc_json_key_text(writer, "id", exercise->id);
		mc_json_key_text(writer, "spec", exercise->spec);
		mc_json_key_text(writer, "tools", exercise->tools);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void write_head(struct mc_buf *text, const struct mc_batch *batch)
{
	struct mc_json_writer writer = MC_JSON_WRITER(text, false);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", MC_MANIFEST_SCHEMA);
	mc_json_key_text(&writer, "version", MC_VERSION);
	mc_json_key_text(&writer, "store", batch->store);
	mc_json_key_text(&writer, "protection", mc_level_name(batch->minimum));
	write_texts(&writer, "langs", batch->langs, batch->lang_count);
	write_texts(&writer, "hide", batch->hide, batch->hide_count);
	write_exercises(&writer, batch);
	mc_json_end(&writer);
	mc_buf_addc(text, '\n');
}

static void write_item(struct mc_buf *text, const struct mc_batch_item *item)
{
	struct mc_json_writer writer = MC_JSON_WRITER(text, false);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "name", item->name);
	mc_json_key_text(&writer, "repo", item->repo);
	mc_json_key_text(&writer, "commit", item->commit);
	mc_json_key_int(&writer, "exercise", (int64_t)item->exercise);
	mc_json_key_text(&writer, "digest", item->digest);
	mc_json_key_text(&writer, "key", item->key);
	mc_json_end(&writer);
	mc_buf_addc(text, '\n');
}

static void set_id(char id[MC_MANIFEST_ID], struct mc_str text)
{
	char hex[MC_HASH_HEX];

	mc_hash_bytes(hex, text.ptr, text.len);
	memcpy(id, hex, MC_MANIFEST_ID - 1);
	id[MC_MANIFEST_ID - 1] = '\0';
}

void mc_manifest_write(struct mc_buf *text, char id[MC_MANIFEST_ID], const struct mc_batch *batch,
		       size_t *picked, size_t count)
{
	size_t start = text->len;

	qsort_r(picked, count, sizeof(*picked), compare_items, (void *)(uintptr_t)batch);
	write_head(text, batch);
	for (size_t i = 0; i < count; i++)
		write_item(text, &batch->items[picked[i]]);
	set_id(id, (struct mc_str){ text->ptr + start, text->len - start });
}

/* ---- reading ---- */

void mc_manifest_release(struct mc_manifest *manifest)
{
	free((void *)(uintptr_t)manifest->batch.items);
	mc_arena_release(&manifest->arena);
	*manifest = (struct mc_manifest)MC_MANIFEST_INIT;
}

static struct mc_err *broken(const char *key)
{
	return mc_err_new(MC_E_INPUT, _("'%s' is missing or not what it must be"), key);
}

static bool is_hex(const char *text, size_t len)
{
	return strlen(text) == len && strspn(text, "0123456789abcdef") == len;
}

/* A text that is not empty, copied into the arena. */
static struct mc_err *take_text(const char **text, struct mc_manifest *manifest,
				const struct mc_json_node *node, const char *key)
{
	const char *value = mc_json_as_text(mc_json_find(node, key));

	if (!value || !value[0])
		return broken(key);
	*text = mc_arena_strdup(&manifest->arena, value);
	return NULL;
}

/* A folder or repository: other machines start elsewhere, so it is absolute. */
static struct mc_err *take_path(const char **path, struct mc_manifest *manifest,
				const struct mc_json_node *node, const char *key)
{
	MC_TRY(take_text(path, manifest, node, key));
	return (*path)[0] == '/' ? NULL : broken(key);
}

static struct mc_err *take_texts(const char *const **texts, size_t *count, struct mc_manifest *manifest,
				 const struct mc_json_node *root, const char *key)
{
	const struct mc_json_node *list = mc_json_find(root, key);
	size_t wanted = mc_json_count(list);
	size_t taken = 0;

	if (!list || mc_json_type(list) != MC_JSON_ARRAY || wanted > MAX_TEXTS)
		return broken(key);
	const char **all = mc_arena_alloc(&manifest->arena, (wanted + 1) * sizeof(*all));

	for (const struct mc_json_node *n = mc_json_first(list); n; n = mc_json_next(n)) {
		if (!mc_json_as_text(n))
			return broken(key);
		all[taken++] = mc_arena_strdup(&manifest->arena, mc_json_as_text(n));
	}
	*texts = all;
	*count = taken;
	return NULL;
}

static struct mc_err *take_exercises(struct mc_manifest *manifest, const struct mc_json_node *root)
{
	const struct mc_json_node *list = mc_json_find(root, "exercises");
	size_t count = mc_json_count(list);
	size_t taken = 0;

	if (!list || mc_json_type(list) != MC_JSON_ARRAY || count > MAX_EXERCISES)
		return broken("exercises");
	struct mc_batch_exercise *all = mc_arena_alloc(&manifest->arena, (count + 1) * sizeof(*all));

	for (const struct mc_json_node *n = mc_json_first(list); n; n = mc_json_next(n), taken++) {
		MC_TRY(take_path(&all[taken].dir, manifest, n, "dir"));
		MC_TRY(take_text(&all[taken].id, manifest, n, "id"));
		MC_TRY(take_text(&all[taken].spec, manifest, n, "spec"));
		MC_TRY(take_text(&all[taken].tools, manifest, n, "tools"));
	}
	manifest->batch.exercises = all;
	manifest->batch.exercise_count = taken;
	return NULL;
}

static bool is_level(enum mc_protection_level *level, const char *name)
{
	for (int l = MC_PROTECT_NONE; name && l <= MC_PROTECT_FULL; l++) {
		*level = (enum mc_protection_level)l;
		if (!strcmp(mc_level_name(*level), name))
			return true;
	}
	return false;
}

static struct mc_err *take_head(struct mc_manifest *manifest, const struct mc_json_node *root)
{
	const char *schema = mc_json_as_text(mc_json_find(root, "schema"));

	if (!schema || strcmp(schema, MC_MANIFEST_SCHEMA) != 0)
		return broken("schema");
	if (!is_level(&manifest->batch.minimum, mc_json_as_text(mc_json_find(root, "protection"))))
		return broken("protection");
	manifest->batch.takes_unverified = true;
	MC_TRY(take_text(&manifest->version, manifest, root, "version"));
	MC_TRY(take_path(&manifest->batch.store, manifest, root, "store"));
	MC_TRY(take_texts(&manifest->batch.langs, &manifest->batch.lang_count, manifest, root, "langs"));
	if (manifest->batch.lang_count == 0)
		return broken("langs");
	MC_TRY(take_texts(&manifest->batch.hide, &manifest->batch.hide_count, manifest, root, "hide"));
	return take_exercises(manifest, root);
}

static struct mc_err *take_hash(char hash[MC_HASH_HEX], const struct mc_json_node *node, const char *key)
{
	const char *value = mc_json_as_text(mc_json_find(node, key));

	if (!value || !is_hex(value, MC_HASH_HEX - 1))
		return broken(key);
	memcpy(hash, value, MC_HASH_HEX);
	return NULL;
}

static struct mc_err *take_item(struct mc_manifest *manifest, const struct mc_json_node *root)
{
	struct mc_batch *batch = &manifest->batch;
	struct mc_batch_item item = { 0 };
	double exercise;

	MC_TRY(take_text(&item.name, manifest, root, "name"));
	MC_TRY(take_path(&item.repo, manifest, root, "repo"));
	MC_TRY(take_text(&item.commit, manifest, root, "commit"));
	if (!is_hex(item.commit, strlen(item.commit)))
		return broken("commit");
	if (!mc_json_as_number(&exercise, mc_json_find(root, "exercise")) || !(exercise >= 0) ||
	    exercise >= (double)batch->exercise_count)
		return broken("exercise");
	item.exercise = (size_t)exercise;
	MC_TRY(take_hash(item.digest, root, "digest"));
	MC_TRY(take_hash(item.key, root, "key"));
	if (batch->count == manifest->capacity) {
		manifest->capacity = manifest->capacity ? manifest->capacity * 2 : 64;
		batch->items = mc_realloc((void *)(uintptr_t)batch->items,
					  manifest->capacity * sizeof(*batch->items));
	}
	((struct mc_batch_item *)(uintptr_t)batch->items)[batch->count++] = item;
	return NULL;
}

static struct mc_err *take_line(struct mc_manifest *manifest, struct mc_str line, bool is_head)
{
	MC_AUTOPTR(mc_json) json = NULL;

	MC_TRY(mc_json_open(&json, NULL, line.ptr, line.len));
	return is_head ? take_head(manifest, mc_json_root(json)) : take_item(manifest, mc_json_root(json));
}

struct mc_err *mc_manifest_parse(struct mc_manifest *manifest, struct mc_str text, const char *name)
{
	struct mc_str rest = text;
	struct mc_str line;
	size_t number = 0;

	if (text.len == 0 || text.ptr[text.len - 1] != '\n')
		return mc_err_new(MC_E_INPUT, _("%s: the file is cut off"), name);
	while (mc_str_cut_line(&line, &rest)) {
		if (number > MC_MANIFEST_MAX_ITEMS)
			return mc_err_new(MC_E_LIMIT, _("%s: more than %u items"), name,
					  MC_MANIFEST_MAX_ITEMS);
		MC_TRY_AS(take_line(manifest, line, number == 0), "%s:%zu", name, number + 1);
		number++;
	}
	set_id(manifest->id, text);
	return NULL;
}

struct mc_err *mc_manifest_read(struct mc_manifest *manifest, const char *path)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_buf_read_file(&text, path, MC_MANIFEST_MAX_BYTES));
	return mc_manifest_parse(manifest, (struct mc_str){ text.ptr, text.len }, path);
}
