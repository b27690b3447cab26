/* SPDX-License-Identifier: MIT */
#include "foreign/instructions.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/str.h"
#include "os/tree_read.h"

#define MAX_TITLE 200

void mc_instructions_release(struct mc_instructions *instructions)
{
	mc_tree_release(&instructions->texts);
	free(instructions->title);
	*instructions = (struct mc_instructions)MC_INSTRUCTIONS_INIT;
}

static bool is_word_for_all(struct mc_str heading)
{
	static const char *const words[] = { "Instructions", "Introduction", "Description", "About",
					     "README" };

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (mc_str_is_equal(heading, mc_str(words[i])))
			return true;
	}
	return false;
}

/* The text of a line "# …", empty for others. */
static struct mc_str heading_of(struct mc_str line)
{
	if (line.len < 3 || memcmp(line.ptr, "# ", 2) != 0)
		return (struct mc_str){ line.ptr, 0 };
	return mc_str_trim((struct mc_str){ line.ptr + 2, line.len - 2 });
}

static char *find_title(const struct mc_tree_file *file)
{
	struct mc_str rest = { file->data, file->len };
	struct mc_str line;

	while (mc_str_cut_line(&line, &rest)) {
		struct mc_str heading = heading_of(line);

		if (heading.len > 0 && heading.len < MAX_TITLE && !is_word_for_all(heading))
			return mc_strndup(heading.ptr, heading.len);
		if (mc_str_trim(line).len > 0)
			return NULL;
	}
	return NULL;
}

/* Appends a part without the heading "# Instructions" that all of its kind have. */
static void add_part(struct mc_buf *text, const struct mc_tree_file *file)
{
	struct mc_str rest = { file->data, file->len };
	struct mc_str line;
	struct mc_str body = rest;

	if (mc_str_cut_line(&line, &rest) && is_word_for_all(heading_of(line)))
		body = rest;
	body = mc_str_trim(body);
	if (text->len > 0)
		mc_buf_addz(text, "\n\n");
	mc_buf_add(text, body.ptr, body.len);
}

static struct mc_err *read_parts(struct mc_instructions *made, const char *dir)
{
	static const char *const parts[] = { ".docs/introduction.md", ".docs/instructions.md",
					     ".docs/instructions.append.md" };
	struct mc_tree_filter filter = MC_TREE_FILTER_ALL;
	MC_AUTO(mc_tree) files = MC_TREE_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	filter.globs = parts;
	filter.glob_count = MC_COUNT(parts);
	MC_TRY(mc_tree_read_dir(&files, dir, &filter));
	for (size_t i = 0; i < MC_COUNT(parts); i++) {
		const struct mc_tree_file *file = mc_tree_find(&files, parts[i]);

		if (file)
			add_part(&text, file);
	}
	if (files.count == 0)
		return NULL;
	mc_buf_addc(&text, '\n');
	mc_tree_add(&made->texts, "README.md", text.ptr, text.len, false);
	return NULL;
}

struct mc_err *mc_instructions_read(struct mc_instructions *instructions, const char *dir)
{
	static const char *const readmes[] = { "README.md", "README.*.md" };
	struct mc_tree_filter filter = MC_TREE_FILTER_ALL;

	filter.globs = readmes;
	filter.glob_count = MC_COUNT(readmes);
	MC_TRY(mc_tree_read_dir(&instructions->texts, dir, &filter));
	if (!mc_tree_find(&instructions->texts, "README.md"))
		MC_TRY(read_parts(instructions, dir));
	mc_tree_sort(&instructions->texts);
	const struct mc_tree_file *text = mc_tree_find(&instructions->texts, "README.md");

	if (text)
		instructions->title = find_title(text);
	return NULL;
}

/* "en" of "statement/problem.en.md", "" of "statement/problem.md". */
static struct mc_str language_of(const char *path)
{
	const char *from = strrchr(path, '/') + 1 + strlen("problem");
	size_t len = strlen(from) - strlen(".md");

	return len > 0 ? (struct mc_str){ from + 1, len - 1 } : (struct mc_str){ from, 0 };
}

struct mc_err *mc_instructions_read_statement(struct mc_instructions *instructions, const char *dir)
{
	static const char *const globs[] = { "problem_statement/problem.md", "problem_statement/problem.*.md",
					     "statement/problem.md", "statement/problem.*.md" };
	struct mc_tree_filter filter = MC_TREE_FILTER_ALL;
	MC_AUTO(mc_tree) files = MC_TREE_INIT;
	size_t first = 0;

	filter.globs = globs;
	filter.glob_count = MC_COUNT(globs);
	MC_TRY(mc_tree_read_dir(&files, dir, &filter));
	for (size_t i = 0; i < files.count; i++) {
		if (mc_str_is_equal(language_of(files.files[i].path), mc_str("en")))
			first = i;
	}
	for (size_t i = 0; i < files.count; i++) {
		const struct mc_tree_file *file = &files.files[i];
		struct mc_str lang = language_of(file->path);
		MC_AUTOTEXT path = i == first ? mc_strdup("README.md")
					      : mc_format("README.%.*s.md", (int)lang.len, lang.ptr);

		mc_tree_add(&instructions->texts, path, file->data, file->len, false);
	}
	mc_tree_sort(&instructions->texts);
	const struct mc_tree_file *text = mc_tree_find(&instructions->texts, "README.md");

	if (text)
		instructions->title = find_title(text);
	return NULL;
}

void mc_instructions_lay(struct mc_tree *tree, const struct mc_instructions *instructions, const char *title)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	for (size_t i = 0; i < instructions->texts.count; i++) {
		const struct mc_tree_file *file = &instructions->texts.files[i];
		bool needs_title = !strcmp(file->path, "README.md") && !instructions->title;

		text.len = 0;
		if (needs_title)
			mc_buf_addf(&text, "# %s\n\n", title);
		mc_buf_add(&text, file->data, file->len);
		mc_tree_add(tree, file->path, text.ptr, text.len, false);
	}
	if (mc_tree_find(&instructions->texts, "README.md"))
		return;
	text.len = 0;
	mc_buf_addf(&text, "# %s\n", title);
	mc_tree_add(tree, "README.md", text.ptr, text.len, false);
}
