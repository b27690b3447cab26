/* SPDX-License-Identifier: MIT */
#include "course/data_test.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/str.h"

/* A folder of cases while it is being looked through. */
struct search {
	struct mc_data_test *data;
	struct mc_arena *arena;
	const struct mc_tree *tree;
	const struct mc_data_complaints *complaints;
	size_t skip;  /* bytes of "folder/" at the start of every path */
	char **bases; /* paths of cases without their endings; several times where a case has several files */
	size_t base_count;
};

static void complain(const struct search *search, bool is_error, const char *path, const char *hint,
		     const char *message)
{
	search->complaints->say(search->complaints->context, is_error, path, hint, message);
}

static const struct mc_tree_file *file_of(const struct search *search, const char *base, const char *ending)
{
	MC_AUTOTEXT path = mc_format("%s%s", base, ending);

	return mc_tree_find(search->tree, path);
}

/* Bytes that an ending takes; 0 when the file is no part of a case. */
static size_t ending_of(const char *path, const char *const endings[], size_t count)
{
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(path, '.');

	/* ".in" alone has no name. */
	for (size_t i = 0; dot && dot > slash + 1 && i < count; i++) {
		if (!strcmp(dot, endings[i]))
			return strlen(endings[i]);
	}
	return 0;
}

static void find_bases(struct search *search, const char *folder)
{
	static const char *const parts[] = { ".in", ".ans", ".out", ".args" };
	static const char *const others[] = { ".hint", ".desc", ".md",	 ".png",
					      ".jpg",  ".svg",	".yaml", ".interaction" };
	size_t len = strlen(folder);

	search->skip = len + 1;
	search->bases = mc_alloc_zero(search->tree->count + 1, sizeof(char *));
	for (size_t i = 0; i < search->tree->count; i++) {
		const char *path = search->tree->files[i].path;

		if (strncmp(path, folder, len) != 0 || path[len] != '/')
			continue;
		size_t ending = ending_of(path, parts, MC_COUNT(parts));

		if (ending > 0)
			search->bases[search->base_count++] = mc_strndup(path, strlen(path) - ending);
		else if (!ending_of(path, others, MC_COUNT(others)))
			complain(search, false, path, _("a case is NAME.in, NAME.ans, NAME.args, NAME.hint"),
				 _("this file is no part of a case"));
	}
}

/* The byte at one place of the name of a case's answer file, as if a folder's name ended where '/' stands. */
static int byte_at(const char *base, size_t len, size_t at)
{
	static const char ending[] = ".ans";

	if (at < len)
		return base[at] == '/' ? 0 : (unsigned char)base[at];
	return at - len < sizeof(ending) ? (unsigned char)ending[at - len] : 0;
}

/* Folder by folder, what lies in each by the bytes of its names: so Kattis sorts, by the answer files. */
static int by_run(const void *a, const void *b)
{
	const char *left = *(char *const *)a;
	const char *right = *(char *const *)b;
	size_t left_len = strlen(left);
	size_t right_len = strlen(right);
	size_t at = 0;

	while (at < left_len + 4 && at < right_len + 4 &&
	       byte_at(left, left_len, at) == byte_at(right, right_len, at))
		at++;
	return byte_at(left, left_len, at) - byte_at(right, right_len, at);
}

/* One argument a line; the end of the last line may be missing. */
static struct mc_texts read_args(struct mc_arena *arena, const struct mc_tree_file *file)
{
	struct mc_str text = { file ? file->data : "", file ? file->len : 0 };
	struct mc_str rest = text;
	struct mc_str line;
	struct mc_texts args = { NULL, 0 };
	size_t count = 0;

	while (mc_str_cut_line(&line, &rest))
		count++;
	args.items = mc_arena_alloc(arena, (count + 1) * sizeof(*args.items));
	while (mc_str_cut_line(&line, &text)) {
		if (line.len > 0 && line.ptr[line.len - 1] == '\r')
			line.len--;
		args.items[args.count++] = mc_arena_copy(arena, line.ptr, line.len);
	}
	return args;
}

static const char *read_hint(struct mc_arena *arena, const struct mc_tree_file *file)
{
	struct mc_str text = mc_str_trim((struct mc_str){ file ? file->data : "", file ? file->len : 0 });

	return text.len > 0 ? mc_arena_copy(arena, text.ptr, text.len) : NULL;
}

/* True when the files of a case fit together; else the fault is told. */
static bool check_files(const struct search *search, const char *base)
{
	const struct mc_tree_file *input = file_of(search, base, ".in");
	const struct mc_tree_file *answer = file_of(search, base, ".ans");
	const struct mc_tree_file *output = file_of(search, base, ".out");
	const struct mc_tree_file *args = file_of(search, base, ".args");
	const struct mc_tree_file *first = input ? input : args;

	if (answer && output) {
		complain(search, true, output->path, _("keep one of them"),
			 _("this case has an answer in '.ans' and one in '.out'"));
		return false;
	}
	if (!first) {
		complain(search, true, (answer ? answer : output)->path,
			 _("add the input with the ending '.in', or arguments in '.args'"),
			 _("this answer belongs to no input"));
		return false;
	}
	if (!answer && !output && !search->data->checker) {
		complain(search, true, first->path, _("add the answer with the ending '.ans'"),
			 _("this case has no answer"));
		return false;
	}
	if (args && memchr(args->data, '\0', args->len)) {
		complain(search, true, args->path, NULL, _("an argument cannot hold a zero byte"));
		return false;
	}
	return true;
}

static void add_case(const struct search *search, const char *base)
{
	struct mc_data_test *data = search->data;
	struct mc_data_case *item = &data->cases[data->case_count++];
	const struct mc_tree_file *input = file_of(search, base, ".in");
	const struct mc_tree_file *answer = file_of(search, base, ".ans");

	if (!answer)
		answer = file_of(search, base, ".out");
	*item = (struct mc_data_case){
		.name = mc_arena_strdup(search->arena, base + search->skip),
		.input_path = input ? mc_arena_strdup(search->arena, input->path) : NULL,
		.input = { input ? input->data : "", input ? input->len : 0 },
		.answer = { .is_given = answer != NULL,
			    .text = answer ? answer->data : "",
			    .len = answer ? answer->len : 0,
			    .compare = data->compare },
		.args = read_args(search->arena, file_of(search, base, ".args")),
		.hint = read_hint(search->arena, file_of(search, base, ".hint")),
	};
}

static void add_cases(struct search *search)
{
	struct mc_data_test *data = search->data;

	qsort(search->bases, search->base_count, sizeof(char *), by_run);
	data->cases = mc_arena_alloc(search->arena, (search->base_count + 1) * sizeof(*data->cases));
	for (size_t i = 0; i < search->base_count; i++) {
		if (i > 0 && !strcmp(search->bases[i - 1], search->bases[i]))
			continue;
		if (data->case_count == MC_DATA_MAX_CASES) {
			complain(search, true, search->bases[i], NULL, _("the folder has too many cases"));
			return;
		}
		if (check_files(search, search->bases[i]))
			add_case(search, search->bases[i]);
	}
}

static bool is_group_of(const struct mc_data_group *group, const char *name, size_t len)
{
	return strlen(group->path) == len && !strncmp(group->path, name, len);
}

/* The group of the folder that is the first len bytes of a case's name; a new one lies in parent. */
static size_t group_for(struct search *search, size_t parent, const char *name, size_t len)
{
	struct mc_data_test *data = search->data;

	for (size_t i = data->group_count; i-- > 1;) {
		if (is_group_of(&data->groups[i], name, len))
			return i;
	}
	data->groups[data->group_count] =
		(struct mc_data_group){ .path = mc_arena_copy(search->arena, name, len), .parent = parent };
	return data->group_count++;
}

static void add_groups(struct search *search)
{
	struct mc_data_test *data = search->data;

	data->groups = mc_arena_alloc(search->arena, (MC_DATA_MAX_GROUPS + 1) * sizeof(*data->groups));
	data->groups[0] = (struct mc_data_group){ .path = "" };
	data->group_count = 1;
	for (size_t i = 0; i < data->case_count; i++) {
		const char *name = data->cases[i].name;
		size_t group = 0;

		for (const char *slash = strchr(name, '/'); slash; slash = strchr(slash + 1, '/')) {
			group = group_for(search, group, name, (size_t)(slash - name));
			if (data->group_count > MC_DATA_MAX_GROUPS) {
				complain(search, true, name, NULL,
					 _("the folder has too many folders in it"));
				return;
			}
		}
		data->cases[i].group = group;
	}
}

void mc_data_find_cases(struct mc_data_test *data, struct mc_arena *arena, const struct mc_tree *tree,
			const char *folder, const struct mc_data_complaints *complaints)
{
	struct search search = { .data = data, .arena = arena, .tree = tree, .complaints = complaints };

	find_bases(&search, folder);
	add_cases(&search);
	add_groups(&search);
	for (size_t i = 0; i < search.base_count; i++)
		free(search.bases[i]);
	free(search.bases);
	if (search.base_count == 0)
		complain(&search, true, folder, _("put files NAME.in and NAME.ans into it"),
			 _("there is no case in this folder"));
}
