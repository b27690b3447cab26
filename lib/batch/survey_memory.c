/* SPDX-License-Identifier: MIT */
#include "batch/survey_memory.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "os/file.h"

/* The first line; another one is of another program. */
#define FIRST_LINE "migracode survey 1"

/* How many choices a list of names has. */
#define X(constant, name) +1u
static const unsigned state_count = MC_SURVEY_STATES(X);
static const unsigned clock_count = MC_SURVEY_CLOCKS(X);
#undef X

enum { MAX_BYTES = 1024 * 1024 * 1024, COLUMNS = 12 };

void mc_survey_memory_release(struct mc_survey_memory *memory)
{
	free(memory->items);
	mc_index_release(&memory->index);
	mc_arena_release(&memory->arena);
	*memory = (struct mc_survey_memory)MC_SURVEY_MEMORY_INIT;
}

/* ---- finding ---- */

static const char *name_of(struct mc_arena *arena, const char *learner, const char *exercise)
{
	size_t a = strlen(learner), b = strlen(exercise);
	char *name = mc_arena_alloc(arena, a + b + 2);

	memcpy(name, learner, a);
	name[a] = ' ';
	memcpy(name + a + 1, exercise, b);
	return name;
}

const struct mc_survey_fact *mc_survey_memory_find(const struct mc_survey_memory *memory, const char *learner,
						   const char *exercise)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	uint32_t place = mc_index_find(&memory->index, name_of(&arena, learner, exercise));

	return place == MC_INDEX_NONE ? NULL : &memory->items[place];
}

static struct mc_survey_fact *slot_for(struct mc_survey_memory *memory, const char *learner,
				       const char *exercise)
{
	const char *name = name_of(&memory->arena, learner, exercise);
	uint32_t place = mc_index_find(&memory->index, name);

	if (place != MC_INDEX_NONE)
		return &memory->items[place];
	mc_index_set(&memory->index, name, (uint32_t)memory->count);
	return MC_VEC_ADD(memory->items, memory->count, memory->capacity);
}

/* Neighbours mostly have the same texts: one copy serves them all. */
static const char *copy_like(struct mc_survey_memory *memory, const char *before, const char *text)
{
	return before && !strcmp(before, text) ? before : mc_arena_strdup(&memory->arena, text);
}

void mc_survey_memory_put(struct mc_survey_memory *memory, const struct mc_survey_fact *fact)
{
	static const struct mc_survey_fact nothing;

	if (strpbrk(fact->learner, " \n") || strpbrk(fact->exercise, " \n"))
		return;
	size_t count = memory->count;
	struct mc_survey_fact *slot = slot_for(memory, fact->learner, fact->exercise);
	struct mc_survey_fact before = nothing;

	if (memory->count == count)
		before = *slot;
	else if (count > 0)
		before = memory->items[count - 1];
	*slot = *fact;
	slot->learner = copy_like(memory, before.learner, fact->learner);
	slot->exercise = copy_like(memory, before.exercise, fact->exercise);
	slot->spec = copy_like(memory, before.spec, fact->spec);
	slot->tip = copy_like(memory, before.tip, fact->tip);
	memory->is_changed = true;
}

/* ---- reading ---- */

static bool is_hex(const char *text, size_t most)
{
	size_t len = strspn(text, "0123456789abcdef");

	return text[len] == '\0' && len > 0 && len < most;
}

/* A dash stands for an empty text. */
static bool take_hex(char *to, size_t size, const char *text)
{
	if (!strcmp(text, "-"))
		return true;
	if (!is_hex(text, size))
		return false;
	memcpy(to, text, strlen(text) + 1);
	return true;
}

static bool take_number(int64_t *number, const char *text)
{
	char *end = NULL;

	*number = strtoll(text, &end, 10);
	return end != text && *end == '\0';
}

static bool take_choice(unsigned *choice, const char *text, unsigned count)
{
	int64_t number = 0;

	if (!take_number(&number, text) || number < 0 || number >= count)
		return false;
	*choice = (unsigned)number;
	return true;
}

static bool take_line(struct mc_survey_fact *fact, char *const *c)
{
	unsigned arrival = 0, state = 0, clock = 0;
	bool is_good = is_hex(c[2], 65) && is_hex(c[3], MC_REPO_HASH_HEX) &&
		       take_number(&fact->until_s, c[4]) && take_choice(&arrival, c[5], 2) &&
		       take_choice(&state, c[6], state_count) &&
		       take_hex(fact->answer.commit, sizeof(fact->answer.commit), c[7]) &&
		       take_hex(fact->answer.since, sizeof(fact->answer.since), c[8]) &&
		       take_number(&fact->answer.since_s, c[9]) && take_choice(&clock, c[10], clock_count) &&
		       take_hex(fact->answer.digest, sizeof(fact->answer.digest), c[11]);

	fact->learner = c[0];
	fact->exercise = c[1];
	fact->spec = c[2];
	fact->tip = c[3];
	fact->uses_arrival = arrival != 0;
	fact->answer.state = (enum mc_survey_state)state;
	fact->answer.clock = (enum mc_survey_clock)clock;
	return is_good;
}

/* Cuts a line at its blanks; false when it has another number of columns. */
static bool cut(char *columns[COLUMNS], char *line)
{
	size_t count = 0;

	for (char *at = line; at; count++) {
		char *blank = strchr(at, ' ');

		if (count == COLUMNS)
			return false;
		if (blank)
			*blank = '\0';
		columns[count] = at;
		at = blank ? blank + 1 : NULL;
	}
	return count == COLUMNS;
}

void mc_survey_memory_parse(struct mc_survey_memory *memory, const char *bytes, size_t len)
{
	struct mc_str text = { bytes, len }, line;
	MC_AUTO(mc_buf) copy = MC_BUF_INIT;

	if (!mc_str_cut_line(&line, &text) || !mc_str_is_equal(line, mc_str(FIRST_LINE)))
		return;
	while (mc_str_cut_line(&line, &text)) {
		struct mc_survey_fact fact = { .until_s = 0 };
		char *columns[COLUMNS];

		mc_buf_reset(&copy);
		mc_buf_add(&copy, line.ptr, line.len);
		if (strlen(copy.ptr) == copy.len && cut(columns, copy.ptr) && take_line(&fact, columns))
			mc_survey_memory_put(memory, &fact);
	}
	memory->is_changed = false;
}

struct mc_err *mc_survey_memory_read(struct mc_survey_memory *memory, const char *path)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	if (!mc_file_is_regular(path))
		return NULL;
	MC_TRY(mc_buf_read_file(&bytes, path, MAX_BYTES));
	mc_survey_memory_parse(memory, bytes.ptr, bytes.len);
	return NULL;
}

/* ---- writing ---- */

static void add_word(struct mc_buf *out, const char *text)
{
	mc_buf_addz(out, text[0] ? text : "-");
	mc_buf_addc(out, ' ');
}

static void add_number(struct mc_buf *out, int64_t number)
{
	mc_buf_add_int(out, number);
	mc_buf_addc(out, ' ');
}

static void add_line(struct mc_buf *out, const struct mc_survey_fact *fact)
{
	const struct mc_survey_answer *answer = &fact->answer;

	add_word(out, fact->learner);
	add_word(out, fact->exercise);
	add_word(out, fact->spec);
	add_word(out, fact->tip);
	add_number(out, fact->until_s);
	add_number(out, fact->uses_arrival);
	add_number(out, answer->state);
	add_word(out, answer->commit);
	add_word(out, answer->since);
	add_number(out, answer->since_s);
	add_number(out, answer->clock);
	add_word(out, answer->digest);
	out->ptr[out->len - 1] = '\n';
}

struct mc_err *mc_survey_memory_write(struct mc_survey_memory *memory, const char *path)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	MC_AUTOTEXT folder = mc_path_parent(path);

	if (!memory->is_changed)
		return NULL;
	mc_buf_addz(&out, FIRST_LINE "\n");
	for (size_t i = 0; i < memory->count; i++)
		add_line(&out, &memory->items[i]);
	MC_TRY(mc_file_make_dirs(folder));
	MC_TRY(mc_file_write_atomic(path, out.ptr, out.len, 0600));
	memory->is_changed = false;
	return NULL;
}
