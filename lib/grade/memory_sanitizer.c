/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "grade/memory_report.h"

#define ASAN "ERROR: AddressSanitizer: "
#define UBSAN ": runtime error: "

static const struct {
	const char *start;
	enum mc_memory_fault fault;
} kinds[] = {
	{ "heap-use-after-free", MC_FAULT_FREED },
	{ "stack-use-after", MC_FAULT_FREED },
	{ "stack-overflow", MC_FAULT_STACK },
	{ "use-after-poison", MC_FAULT_FREED },
	{ "attempting double-free", MC_FAULT_DOUBLE_FREE },
	{ "attempting free", MC_FAULT_BAD_FREE },
	{ "alloc-dealloc-mismatch", MC_FAULT_BAD_FREE },
	{ "bad-free", MC_FAULT_BAD_FREE },
	{ "double-free", MC_FAULT_DOUBLE_FREE },
	{ "memcpy-param-overlap", MC_FAULT_OVERLAP },
	{ "strcpy-param-overlap", MC_FAULT_OVERLAP },
	{ "strcat-param-overlap", MC_FAULT_OVERLAP },
};

/* A text in a line, which has no zero at its end. */
static const char *find(struct mc_str line, const char *text)
{
	return line.len ? memmem(line.ptr, line.len, text, strlen(text)) : NULL;
}

static bool starts_with(struct mc_str text, const char *start)
{
	size_t len = strlen(start);

	return text.len >= len && !memcmp(text.ptr, start, len);
}

static struct mc_str rest_behind(struct mc_str line, const char *at)
{
	return (struct mc_str){ at, line.len - (size_t)(at - line.ptr) };
}

/* A number of at most ten digits; text moves behind it. */
static uint32_t cut_number(struct mc_str *text)
{
	uint64_t number = 0;
	size_t digits = 0;

	while (digits < text->len && digits < 10 && text->ptr[digits] >= '0' && text->ptr[digits] <= '9')
		number = number * 10 + (uint64_t)(text->ptr[digits++] - '0');
	*text = (struct mc_str){ text->ptr + digits, text->len - digits };
	return number <= UINT32_MAX ? (uint32_t)number : 0;
}

/* "path:line:column" or "path:line", as far as the path is one of the student's. */
static bool take_place(struct mc_memory_report *report, struct mc_str place, const struct mc_tree *files)
{
	const char *colon = place.len ? memchr(place.ptr, ':', place.len) : NULL;

	if (!colon)
		return false;
	uint32_t file = mc_memory_own_file(files, (struct mc_str){ place.ptr, (size_t)(colon - place.ptr) });
	struct mc_str rest = rest_behind(place, colon + 1);

	if (file == MC_MEMORY_NO_FILE)
		return false;
	report->file = file;
	report->line = cut_number(&rest);
	return true;
}

/* Bounds of an array or a null pointer are told better by their own names. */
static enum mc_memory_fault fault_of_undefined(struct mc_str what)
{
	if (find(what, "null pointer"))
		return MC_FAULT_NULL;
	return find(what, "out of bounds") ? MC_FAULT_READ : MC_FAULT_UNDEFINED;
}

static void read_undefined(struct mc_memory_report *report, struct mc_str line, const char *at,
			   const struct mc_tree *files)
{
	struct mc_str what = rest_behind(line, at + strlen(UBSAN));

	if (mc_memory_note(report, fault_of_undefined(what), what))
		(void)take_place(report, (struct mc_str){ line.ptr, (size_t)(at - line.ptr) }, files);
}

static enum mc_memory_fault fault_of_address(struct mc_str what)
{
	for (size_t i = 0; i < MC_COUNT(kinds); i++) {
		if (starts_with(what, kinds[i].start))
			return kinds[i].fault;
	}
	if (find(what, "buffer-overflow") || find(what, "buffer-underflow") ||
	    find(what, "container-overflow"))
		return MC_FAULT_READ;
	return find(what, "on unknown address 0x00000000") ? MC_FAULT_NULL : MC_FAULT_OTHER;
}

/* "WRITE of size 4 at …" */
static void read_access(struct mc_memory_report *report, struct mc_str line)
{
	const char *size = find(line, " of size ");

	if (!size)
		return;
	struct mc_str rest = rest_behind(line, size + strlen(" of size "));

	report->bytes = cut_number(&rest);
	if (report->fault == MC_FAULT_READ && starts_with(line, "WRITE"))
		report->fault = MC_FAULT_WRITE;
}

/* "    #0 0x55f2 in main /box/a.c:6:3" */
static bool read_frame(struct mc_memory_report *report, struct mc_str line, const struct mc_tree *files)
{
	const char *last = line.len ? memrchr(line.ptr, ' ', line.len) : NULL;

	return find(line, "    #") == line.ptr && last &&
	       take_place(report, rest_behind(line, last + 1), files);
}

void mc_memory_read_sanitizer(struct mc_memory_report *report, struct mc_str text,
			      const struct mc_tree *files)
{
	struct mc_str line;
	bool is_inside = false; /* a report of AddressSanitizer that was taken, before its place is found */

	while (mc_str_cut_line(&line, &text)) {
		const char *address = find(line, ASAN);
		const char *undefined = find(line, UBSAN);

		if (address) {
			struct mc_str what = rest_behind(line, address + strlen(ASAN));

			is_inside = mc_memory_note(report, fault_of_address(what), what);
		} else if (undefined) {
			read_undefined(report, line, undefined, files);
		} else if (is_inside && (starts_with(line, "READ of") || starts_with(line, "WRITE of"))) {
			read_access(report, line);
		} else if (is_inside && read_frame(report, line, files)) {
			is_inside = false;
		}
	}
}
