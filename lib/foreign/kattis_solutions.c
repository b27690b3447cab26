/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "foreign/kattis_parts.h"

#define FOLDER "submissions/"

/* The folders of submissions/ that promise something. */
static const struct {
	const char *name;
	enum mc_expected expected;
} folders[] = {
	{ "accepted", MC_EXPECT_ACCEPTED },    { "partially_accepted", MC_EXPECT_PARTIAL },
	{ "wrong_answer", MC_EXPECT_WRONG },   { "time_limit_exceeded", MC_EXPECT_TIME },
	{ "run_time_error", MC_EXPECT_CRASH }, { "runtime_error", MC_EXPECT_CRASH },
};

static enum mc_expected expected_of(const char *path, size_t len)
{
	for (size_t i = 0; i < MC_COUNT(folders); i++) {
		if (strlen(folders[i].name) == len && !strncmp(path, folders[i].name, len))
			return folders[i].expected;
	}
	return MC_EXPECT_FAILS;
}

/* A submission is a file in one of the folders, or a folder with files: bytes of its path. */
static size_t submission_len(const char *path)
{
	const char *name = strchr(path + strlen(FOLDER), '/');

	if (!name)
		return 0;
	const char *end = strchr(name + 1, '/');

	return end ? (size_t)(end - path) : strlen(path);
}

/* Copies the files of a submission to prefix of tree, without the folders above them. */
static void copy_files(struct mc_tree *to, const struct mc_tree *from, const char *submission,
		       const char *prefix)
{
	size_t len = strlen(submission);

	for (size_t i = 0; i < from->count; i++) {
		const struct mc_tree_file *file = &from->files[i];
		const char *name = NULL;

		if (!strcmp(file->path, submission))
			name = strrchr(submission, '/') + 1;
		else if (!strncmp(file->path, submission, len) && file->path[len] == '/')
			name = file->path + len + 1;
		if (!name)
			continue;
		MC_AUTOTEXT path = mc_format("%s%s", prefix, name);

		mc_tree_add(to, path, file->data, file->len, file->is_executable);
	}
	mc_tree_sort(to);
}

static void add_solution(struct mc_kattis *kattis, const char *submission, enum mc_expected expected)
{
	struct mc_exercise *exercise = kattis->exercise;
	const char *name = submission + strlen(FOLDER);
	MC_AUTOTEXT prefix = mc_format("%s/", name);
	MC_AUTO(mc_tree) files = MC_TREE_INIT;
	const char *why = NULL;

	copy_files(&files, &kattis->files, submission, "");
	if (!mc_kattis_can_run(&why, kattis, &files, "")) {
		mc_kattis_say(kattis, false, submission, NULL, NULL, _("this submission is not tried: %s"),
			      why);
		return;
	}
	if (expected == MC_EXPECT_ACCEPTED && exercise->reference.count == 0) {
		copy_files(&exercise->reference, &kattis->files, submission, "");
		return;
	}
	copy_files(&exercise->solutions, &kattis->files, submission, prefix);
	exercise->wrongs[exercise->wrong_count++] = (struct mc_wrong){
		.name = mc_arena_strdup(&exercise->arena, name), .expected = expected, .is_foreign = true
	};
}

void mc_kattis_read_solutions(struct mc_kattis *kattis)
{
	struct mc_exercise *exercise = kattis->exercise;
	MC_AUTOTEXT last = mc_strndup("", 0);

	exercise->wrongs =
		mc_arena_alloc(&exercise->arena, (kattis->files.count + 1) * sizeof(*exercise->wrongs));
	for (size_t i = 0; i < kattis->files.count; i++) {
		const char *path = kattis->files.files[i].path;
		size_t len = strncmp(path, FOLDER, strlen(FOLDER)) != 0 ? 0 : submission_len(path);

		/* Files of one submission stand together. */
		if (len == 0 || (strlen(last) == len && !strncmp(last, path, len)))
			continue;
		MC_AUTOTEXT submission = mc_strndup(path, len);
		const char *folder = path + strlen(FOLDER);
		enum mc_expected expected = expected_of(folder, strcspn(folder, "/"));

		if (expected == MC_EXPECT_FAILS)
			mc_kattis_say(kattis, false, submission, NULL, NULL,
				      _("this submission is not tried: its folder promises nothing"));
		else
			add_solution(kattis, submission, expected);
		char *swap = last;

		last = submission;
		submission = swap;
	}
}
