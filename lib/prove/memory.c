/* SPDX-License-Identifier: MIT */
#include "prove/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "os/cache.h"
#include "os/file.h"
#include "os/stamp.h"

enum { FILE_MAX_BYTES = 64 * 1024 * 1024, KEY_LEN = MC_HASH_HEX - 1, MOST_DAYS = 60 };

/* Tools that others start without the spec naming them: compilers behind make, interpreters behind npx … */
static const char *const usual_tools[] = { "sh",      "bash", "node", "python3", "gcc",	 "cc",	"g++",
					   "make",    "java", "jest", "pytest",	 "bats", "npx", "valgrind",
					   "sqlite3", "git",  "awk",  "gawk",	 "sed",	 "grep" };

void mc_memory_release(struct mc_memory *memory)
{
	for (size_t i = 0; i < memory->count; i++)
		free(memory->entries[i].answer);
	free(memory->entries);
	free(memory->path);
	*memory = (struct mc_memory)MC_MEMORY_INIT;
}

static void stamp_program(struct mc_buf *stamps, const struct mc_texts *argv)
{
	if (argv->count > 0)
		mc_stamp_tool(stamps, argv->items[0]);
}

static char *file_path(const struct mc_exercise *exercise, enum mc_protection_level minimum)
{
	MC_AUTO(mc_buf) stamps = MC_BUF_INIT;
	char hex[MC_HASH_HEX];
	char *path = NULL;

	mc_buf_addf(&stamps, "migracode proof 1 %s %d %s\n", MC_VERSION, (int)minimum, exercise->hash);
	mc_stamp_self(&stamps);
	stamp_program(&stamps, &exercise->build);
	for (size_t i = 0; i < exercise->test_count; i++)
		stamp_program(&stamps, &exercise->tests[i].run);
	for (size_t i = 0; i < MC_COUNT(usual_tools); i++)
		mc_stamp_tool(&stamps, usual_tools[i]);
	mc_hash_bytes(hex, stamps.ptr, stamps.len);
	MC_AUTOTEXT name = mc_format("proofs/%.2s/%s", hex, hex + 2);

	mc_err_drop(mc_cache_path(&path, name));
	return path;
}

static struct mc_memory_entry *find(const struct mc_memory *memory, const char *key)
{
	for (size_t i = 0; i < memory->count; i++) {
		if (!memcmp(memory->entries[i].key, key, KEY_LEN))
			return &memory->entries[i];
	}
	return NULL;
}

static int digit_of(char byte)
{
	const char *digits = "0123456789abcdef";
	const char *found = byte ? strchr(digits, byte) : NULL;

	return found ? (int)(found - digits) : -1;
}

/* Turns hexadecimal digits into bytes; false when there is anything else. */
static bool read_hex(struct mc_buf *bytes, struct mc_str digits)
{
	for (size_t i = 0; i + 1 < digits.len; i += 2) {
		int high = digit_of(digits.ptr[i]);
		int low = digit_of(digits.ptr[i + 1]);

		if (high < 0 || low < 0)
			return false;
		mc_buf_addc(bytes, (char)(high * 16 + low));
	}
	return digits.len % 2 == 0;
}

/* A line is "KEY ANSWER.", the answer in hexadecimal; one that was cut off has no end and is passed over. */
static void take_line(struct mc_memory *memory, struct mc_str line)
{
	MC_AUTO(mc_buf) answer = MC_BUF_INIT;

	if (line.len < KEY_LEN + 2 || line.ptr[KEY_LEN] != ' ' || line.ptr[line.len - 1] != '.' ||
	    !read_hex(&answer, (struct mc_str){ line.ptr + KEY_LEN + 1, line.len - KEY_LEN - 2 }))
		return;
	struct mc_memory_entry *entry = find(memory, line.ptr);

	if (!entry) {
		entry = MC_VEC_ADD(memory->entries, memory->count, memory->capacity);
		*entry = (struct mc_memory_entry){ .answer = NULL };
		memcpy(entry->key, line.ptr, KEY_LEN);
	}
	free(entry->answer);
	entry->len = answer.len;
	entry->answer = mc_buf_take(&answer);
}

void mc_memory_open(struct mc_memory *memory, const struct mc_exercise *exercise,
		    enum mc_protection_level minimum, bool is_fresh)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	memory->path = file_path(exercise, minimum);
	if (!memory->path || !mc_file_exists(memory->path))
		return;
	MC_AUTOPTR(mc_err) err = is_fresh ? NULL : mc_buf_read_file(&text, memory->path, FILE_MAX_BYTES);

	if (is_fresh || err) {
		(void)unlink(memory->path);
		return;
	}
	mc_cache_touch(memory->path);
	struct mc_str rest = { text.ptr, text.len };
	struct mc_str line;

	while (mc_str_cut_line(&line, &rest))
		take_line(memory, line);
}

bool mc_memory_find(struct mc_str *answer, const struct mc_memory *memory, const char *key)
{
	const struct mc_memory_entry *entry = find(memory, key);

	if (!entry || entry->len == 0)
		return false;
	*answer = (struct mc_str){ entry->answer, entry->len };
	return true;
}

/*
 * Every change of a spec, a tool or this program begins a new file, and nobody asks for the old one again.
 * Who begins one takes those away that lie beside it and have not been used for long: one folder of 256.
 */
static void clean_up(const struct mc_memory *memory)
{
	MC_AUTOTEXT dir = mc_path_parent(memory->path);

	if (!mc_file_exists(memory->path))
		mc_cache_clean(dir, MOST_DAYS);
}

void mc_memory_keep(const struct mc_memory *memory, const char *key, struct mc_str answer)
{
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	if (!memory->path)
		return;
	clean_up(memory);
	MC_AUTOFD fd = open(memory->path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0)
		return;
	/* The line end comes first: should the last line have been cut off, this one is whole. */
	mc_buf_addf(&line, "\n%s ", key);
	for (size_t i = 0; i < answer.len; i++)
		mc_buf_addf(&line, "%02x", (unsigned)(unsigned char)answer.ptr[i]);
	mc_buf_addz(&line, ".\n");
	/* One write, so that two programs at a time do not mix their lines. */
	ssize_t written = write(fd, line.ptr, line.len);

	(void)written;
}

void mc_memory_forget(const struct mc_memory *memory, const char *key)
{
	mc_memory_keep(memory, key, (struct mc_str){ "", 0 });
}
