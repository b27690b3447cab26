/* SPDX-License-Identifier: MIT */
#include "course/exercise_write.h"

#include <stdarg.h>
#include <string.h>

#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/utf8.h"
#include "course/kind.h"

/* Longer texts stand in files of their own. */
#define MAX_INLINE_BYTES (64 * 1024)

/* Shorter ones say more where they are used than a name of a file. */
#define MIN_FILE_BYTES 200

void mc_write_lost(struct mc_exercise_writing *writing, const char *fmt, ...)
{
	MC_AUTO(mc_buf) message = MC_BUF_INIT;
	va_list args;

	va_start(args, fmt);
	mc_buf_addv(&message, fmt, args);
	va_end(args);
	if (writing->lost)
		mc_findings_add(writing->lost,
				&(struct mc_finding){ .path = (char *)(uintptr_t) "exercise.json",
						      .message = message.ptr });
}

void mc_write_texts(struct mc_exercise_writing *writing, const char *key, const struct mc_texts *texts)
{
	if (texts->count == 0)
		return;
	mc_json_key(&writing->json, key);
	mc_json_start(&writing->json, '[');
	for (size_t i = 0; i < texts->count; i++)
		mc_json_text(&writing->json, texts->items[i]);
	mc_json_end(&writing->json);
}

void mc_write_words(struct mc_exercise_writing *writing, const char *key, const struct mc_words *words)
{
	if (words->count == 0 || !words->texts[0][0])
		return;
	mc_json_key(&writing->json, key);
	if (words->count == 1 && !strcmp(words->langs[0], "und")) {
		mc_json_text(&writing->json, words->texts[0]);
		return;
	}
	mc_json_start(&writing->json, '{');
	for (size_t i = 0; i < words->count; i++)
		mc_json_key_text(&writing->json, words->langs[i], words->texts[i]);
	mc_json_end(&writing->json);
}

void mc_write_program(struct mc_exercise_writing *writing, const char *key, const struct mc_texts *run)
{
	bool is_line = run->count == 3 && !strcmp(run->items[0], "sh") && !strcmp(run->items[1], "-c") &&
		       run->items[2][0];

	if (is_line)
		mc_json_key_text(&writing->json, key, run->items[2]);
	else
		mc_write_texts(writing, key, run);
}

void mc_write_run(struct mc_exercise_writing *writing, const struct mc_texts *run)
{
	mc_write_program(writing, "run", run);
}

void mc_write_exit(struct mc_exercise_writing *writing, int status)
{
	if (status == MC_EXIT_ANY)
		mc_json_key_text(&writing->json, "exit", "any");
	else if (status != 0)
		mc_json_key_int(&writing->json, "exit", status);
}

void mc_write_env(struct mc_exercise_writing *writing, const struct mc_texts *env)
{
	if (env->count == 0)
		return;
	mc_json_key(&writing->json, "env");
	mc_json_start(&writing->json, '{');
	for (size_t i = 0; i < env->count; i++) {
		size_t len = strcspn(env->items[i], "=");
		MC_AUTOTEXT name = mc_strndup(env->items[i], len);

		mc_json_key_text(&writing->json, name, env->items[i] + len + (env->items[i][len] == '='));
	}
	mc_json_end(&writing->json);
}

static const char *find_bytes(const struct mc_tree *tree, const char *bytes, size_t len)
{
	for (size_t i = 0; i < tree->count; i++) {
		if (tree->files[i].len == len && !memcmp(tree->files[i].data, bytes, len))
			return tree->files[i].path;
	}
	return NULL;
}

/* The path of a file that has the bytes already and that the test may name; owned by the caller, or NULL. */
static char *find_file(const struct mc_exercise_writing *writing, const struct mc_test *test,
		       const char *bytes, size_t len)
{
	const char *open = find_bytes(&writing->exercise->tests_files, bytes, len);
	const char *closed =
		test->is_hidden ? find_bytes(&writing->exercise->private_files, bytes, len) : NULL;

	if (!open && !closed)
		return NULL;
	return open ? mc_format("tests/%s", open) : mc_format("private/%s", closed);
}

void mc_write_content(struct mc_exercise_writing *writing, const char *key, const struct mc_test *test,
		      const char *name, const char *bytes, size_t len)
{
	bool is_text = mc_utf8_is_valid(bytes, len) && !memchr(bytes, '\0', len);
	MC_AUTOTEXT path = is_text && len < MIN_FILE_BYTES ? NULL : find_file(writing, test, bytes, len);

	mc_json_key(&writing->json, key);
	if (!path && is_text && len <= MAX_INLINE_BYTES) {
		mc_json_bytes(&writing->json, bytes, len);
		return;
	}
	if (!path) {
		path = mc_format("texts/%s.%s", test->id, name);
		mc_tree_add(writing->tree, path, bytes, len, false);
	}
	mc_json_start(&writing->json, '{');
	mc_json_key_text(&writing->json, "file", path);
	mc_json_end(&writing->json);
}

static void write_floats(struct mc_json_writer *json, const struct mc_compare *compare)
{
	bool is_one = compare->float_absolute >= compare->float_relative &&
		      compare->float_absolute <= compare->float_relative;

	if (compare->float_absolute > 0) {
		mc_json_key(json, is_one ? "float" : "float_absolute");
		mc_json_number(json, compare->float_absolute);
	}
	if (compare->float_relative > 0 && !is_one) {
		mc_json_key(json, "float_relative");
		mc_json_number(json, compare->float_relative);
	}
}

void mc_write_compare(struct mc_exercise_writing *writing, const struct mc_compare *compare)
{
	static const char *const names[] = {
#define X(constant, name) [constant] = name,
		MC_COMPARISONS(X)
#undef X
	};
	/* exact and regex always tell case, which readers of foreign formats may well say */
	bool has_case = compare->is_case_sensitive &&
			(compare->mode == MC_COMPARE_TOKENS || compare->mode == MC_COMPARE_CONTAINS);
	bool has_more =
		has_case || compare->is_trimmed || compare->float_absolute > 0 || compare->float_relative > 0;

	if (compare->mode == MC_COMPARE_TOKENS && !has_more)
		return;
	mc_json_key(&writing->json, "compare");
	if (!has_more) {
		mc_json_text(&writing->json, names[compare->mode]);
		return;
	}
	mc_json_start(&writing->json, '{');
	mc_json_key_text(&writing->json, "mode", names[compare->mode]);
	if (has_case)
		mc_json_key_bool(&writing->json, "case", true);
	if (compare->is_trimmed)
		mc_json_key_bool(&writing->json, "trim", true);
	write_floats(&writing->json, compare);
	mc_json_end(&writing->json);
}

void mc_write_points(struct mc_exercise_writing *writing, const char *key, int64_t points)
{
	mc_json_key(&writing->json, key);
	mc_json_thousandths(&writing->json, points);
}
