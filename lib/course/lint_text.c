/* SPDX-License-Identifier: MIT */
#include "course/lint_parts.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/str.h"
#include "ext/hash.h"
#include "os/file.h"

/* Largest text for people that is looked at. */
enum { MAX_TEXT_BYTES = 4 * 1024 * 1024 };

/* The value of key in the front matter of a Markdown text: lines "key: value" between two lines "---". */
static struct mc_str front_matter(struct mc_str text, const char *key)
{
	struct mc_str line;

	if (!mc_str_cut_line(&line, &text) || !mc_str_is_equal(mc_str_trim(line), mc_str("---")))
		return (struct mc_str){ "", 0 };
	while (mc_str_cut_line(&line, &text) && !mc_str_is_equal(mc_str_trim(line), mc_str("---"))) {
		const char *colon = memchr(line.ptr, ':', line.len);

		if (!colon)
			continue;
		struct mc_str name = { line.ptr, (size_t)(colon - line.ptr) };
		struct mc_str value = { colon + 1, line.len - name.len - 1 };

		if (!mc_str_is_equal(mc_str_trim(name), mc_str(key)))
			continue;
		value = mc_str_trim(value);
		if (value.len >= 2 && (value.ptr[0] == '"' || value.ptr[0] == '\''))
			value = (struct mc_str){ value.ptr + 1, value.len - 2 };
		return value;
	}
	return (struct mc_str){ "", 0 };
}

static void check_translation(const struct mc_spec *spec, const char *file, const char *hash)
{
	MC_AUTOTEXT path = mc_path_join(spec->dir, file);
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOPTR(mc_err) err = mc_buf_read_file(&text, path, MAX_TEXT_BYTES);

	if (err) {
		mc_spec_path_finding(spec, true, path, err->hint, "%s", err->msg);
		return;
	}
	struct mc_str source = front_matter((struct mc_str){ text.ptr, text.len }, "source");
	const char *hint = mc_arena_format(spec->arena,
					   _("when it says the same again, write 'source: %s' in its first "
					     "lines, between two lines '---'"),
					   hash);

	if (source.len == 0)
		mc_spec_path_finding(spec, false, path, hint, "%s",
				     _("the translation does not say of which text it is one"));
	else if (!mc_str_is_equal(source, mc_str(hash)))
		mc_spec_path_finding(spec, false, path, hint, "%s",
				     _("the translation is older than its source"));
}

/* The language in NAME.<lang>.md, from the arena; NULL when file is something else. */
static const char *lang_of(const struct mc_spec *spec, const char *file, const char *name)
{
	size_t name_len = strlen(name), len = strlen(file);

	if (len < name_len + 5 || strncmp(file, name, name_len) != 0 || file[name_len] != '.' ||
	    strcmp(file + len - 3, ".md") != 0)
		return NULL;
	return mc_arena_copy(spec->arena, file + name_len + 1, len - name_len - 4);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_shown(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* Marks in found the languages that have a file, and checks each file. */
static void check_files(bool *found, const struct mc_spec *spec, const char *name, const char *hash,
			const struct mc_texts *languages)
{
	struct dirent **entries = NULL;
	int count = scandir(spec->dir, &entries, is_shown, by_name);

	for (int i = 0; i < count; i++) {
		const char *lang = lang_of(spec, entries[i]->d_name, name);

		for (size_t j = 0; lang && j < languages->count; j++)
			found[j] |= !strcmp(lang, languages->items[j]);
		if (lang)
			check_translation(spec, entries[i]->d_name, hash);
		free(entries[i]);
	}
	free(entries);
}

/* NAME.md itself is in the curriculum's first language. */
static void check_languages(const struct mc_spec *spec, const char *name, const char *hash,
			    const struct mc_texts *languages)
{
	bool *found = mc_alloc_zero(languages->count + 1, sizeof(*found));

	found[0] = true;
	check_files(found, spec, name, hash, languages);
	for (size_t i = 0; i < languages->count; i++) {
		MC_AUTOTEXT file = mc_format("%s.%s.md", name, languages->items[i]);
		MC_AUTOTEXT path = mc_path_join(spec->dir, file);

		if (!found[i])
			mc_spec_path_finding(spec, false, path, NULL, "%s",
					     _("this translation is missing, which the curriculum lists"));
	}
	free(found);
}

void mc_lint_translations(const struct mc_spec *spec, const char *name, bool is_needed,
			  const struct mc_texts *languages)
{
	MC_AUTOTEXT file = mc_format("%s.md", name);
	MC_AUTOTEXT path = mc_path_join(spec->dir, file);
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	char hash[MC_HASH_HEX];

	if (!mc_file_exists(path)) {
		if (is_needed)
			mc_spec_path_finding(spec, false, path, NULL, "%s",
					     _("this file is missing: it tells students what to do"));
		return;
	}
	MC_AUTOPTR(mc_err) err = mc_buf_read_file(&text, path, MAX_TEXT_BYTES);

	if (err) {
		mc_spec_path_finding(spec, true, path, err->hint, "%s", err->msg);
		return;
	}
	mc_hash_bytes(hash, text.ptr, text.len);
	check_languages(spec, name, hash, languages);
}
