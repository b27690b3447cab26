/* SPDX-License-Identifier: MIT */
#include "course/exercise_hash.h"

#include <string.h>

#include "course/exercise_parts.h"
#include "course/kind.h"
#include "ext/hash.h"

/* Goes up whenever the same spec would be judged in another way; the first field of every hash. */
#define HASH_VERSION "migracode spec hash 1"

void mc_hash_add_texts(struct mc_hash *hash, const struct mc_texts *texts)
{
	mc_hash_add_number(hash, texts->count);
	for (size_t i = 0; i < texts->count; i++)
		mc_hash_add_text(hash, texts->items[i]);
}

static void add_limits(struct mc_hash *hash, const struct mc_limits *limits)
{
	mc_hash_add_number(hash, limits->cpu_ms);
	mc_hash_add_number(hash, limits->wall_ms);
	mc_hash_add_number(hash, limits->memory_mb);
	mc_hash_add_number(hash, limits->output_kb);
	mc_hash_add_number(hash, limits->processes);
	mc_hash_add_number(hash, limits->disk_mb);
}

void mc_hash_add_double(struct mc_hash *hash, double value)
{
	uint64_t bits;

	_Static_assert(sizeof(bits) == sizeof(value), "a double has 64 bits");
	memcpy(&bits, &value, sizeof(bits));
	mc_hash_add_number(hash, bits);
}

void mc_hash_add_compare(struct mc_hash *hash, const struct mc_compare *compare)
{
	mc_hash_add_number(hash, compare->mode);
	mc_hash_add_number(hash, compare->is_case_sensitive);
	mc_hash_add_number(hash, compare->is_trimmed);
	mc_hash_add_number(hash, compare->is_kattis);
	mc_hash_add_number(hash, compare->keeps_space);
	mc_hash_add_double(hash, compare->float_absolute);
	mc_hash_add_double(hash, compare->float_relative);
}

void mc_hash_add_expect(struct mc_hash *hash, const struct mc_expect *expect)
{
	mc_hash_add_number(hash, expect->is_given);
	if (!expect->is_given)
		return;
	mc_hash_add_field(hash, expect->text, expect->len);
	mc_hash_add_compare(hash, &expect->compare);
}

static void add_checks(struct mc_hash *hash, const struct mc_test *test)
{
	mc_hash_add_texts(hash, &test->present);
	mc_hash_add_texts(hash, &test->absent);
	mc_hash_add_texts(hash, &test->sources);
	mc_hash_add_number(hash, test->skips_comments);
	mc_hash_add_number(hash, test->skips_strings);
	mc_hash_add_number(hash, test->pattern_count);
	for (size_t i = 0; i < test->pattern_count; i++) {
		mc_hash_add_text(hash, test->patterns[i].regex);
		mc_hash_add_number(hash, test->patterns[i].min);
		mc_hash_add_number(hash, test->patterns[i].max);
	}
}

bool mc_exercise_needs_reference(const struct mc_exercise *exercise)
{
	for (size_t i = 0; i < exercise->test_count; i++) {
		if (exercise->tests[i].kind == MC_TEST_TIME)
			return true;
	}
	return false;
}

static void add_test(struct mc_hash *hash, const struct mc_test *test)
{
	mc_hash_add_text(hash, test->id);
	mc_hash_add_number(hash, test->kind);
	mc_hash_add_number(hash, (uint64_t)test->points);
	mc_hash_add_number(hash, test->need_count);
	for (size_t i = 0; i < test->need_count; i++)
		mc_hash_add_number(hash, test->needs[i]);
	mc_hash_add_number(hash, test->is_hidden);
	/* Where there is none, the hash is the one that it was before there could be any. */
	if (test->is_extra)
		mc_hash_add_text(hash, "extra");
	add_limits(hash, &test->limits);
	mc_hash_add_texts(hash, &test->run);
	mc_hash_add_texts(hash, &test->env);
	mc_hash_add_number(hash, test->input != NULL);
	mc_hash_add_field(hash, test->input, test->input_len);
	mc_hash_add_expect(hash, &test->out);
	mc_hash_add_expect(hash, &test->err);
	mc_hash_add_number(hash, test->file_count);
	for (size_t i = 0; i < test->file_count; i++) {
		mc_hash_add_text(hash, test->files[i].path);
		mc_hash_add_expect(hash, &test->files[i].content);
	}
	mc_hash_add_number(hash, (uint64_t)test->exit_status);
	mc_hash_add_number(hash, test->format);
	mc_hash_add_number(hash, test->case_count);
	mc_hash_add_texts(hash, &test->cases);
	add_checks(hash, test);
	if (mc_kind(test->kind)->hash)
		mc_kind(test->kind)->hash(hash, test);
}

void mc_exercise_hash(struct mc_exercise *exercise)
{
	struct mc_hash hash;

	mc_hash_init(&hash);
	mc_hash_add_text(&hash, HASH_VERSION);
	mc_hash_add_text(&hash, exercise->source_format);
	mc_hash_add_text(&hash, exercise->id);
	mc_hash_add_texts(&hash, &exercise->submit);
	mc_hash_add_texts(&hash, &exercise->build);
	add_limits(&hash, &exercise->build_limits);
	mc_hash_add_number(&hash, exercise->test_count);
	for (size_t i = 0; i < exercise->test_count; i++)
		add_test(&hash, &exercise->tests[i]);
	for (size_t i = 0; i < exercise->test_count; i++)
		mc_hash_add_number(&hash, exercise->order[i]);
	mc_hash_add_tree(&hash, &exercise->starter);
	mc_hash_add_tree(&hash, &exercise->tests_files);
	mc_hash_add_tree(&hash, &exercise->private_files);
	mc_hash_add_tree(&hash, &exercise->case_files);
	if (mc_exercise_needs_reference(exercise))
		mc_hash_add_tree(&hash, &exercise->reference);
	mc_hash_add_number(&hash, exercise->is_laid_at_root);
	mc_hash_add_number(&hash, exercise->keeps_files);
	mc_hash_hex(exercise->hash, &hash);
}
