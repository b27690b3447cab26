/* SPDX-License-Identifier: MIT */
#include "similar/prints.h"

#include "base/alloc.h"

/* Fewer are put in order one by one. */
#define FEW 48u
#define DIGITS 256u

static void insert(uint64_t *items, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		uint64_t item = items[i];
		size_t at = i;

		for (; at > 0 && items[at - 1] > item; at--)
			items[at] = items[at - 1];
		items[at] = item;
	}
}

/* In place, by one byte after the other from the highest. Source: McIlroy, Bostic and McIlroy, "Engineering
 * Radix Sort", 1993 ("American flag sort"). The depth is at most that of the bytes of a number. */
static void sort(uint64_t *items, size_t count, unsigned shift)
{
	size_t ends[DIGITS] = { 0 };
	size_t starts[DIGITS];
	size_t sum = 0;

	if (count < FEW) {
		insert(items, count);
		return;
	}
	for (size_t i = 0; i < count; i++)
		ends[items[i] >> shift & 0xff]++;
	for (size_t digit = 0; digit < DIGITS; digit++) {
		starts[digit] = sum;
		sum += ends[digit];
		ends[digit] = sum;
	}
	for (size_t digit = 0; digit < DIGITS; digit++) {
		while (starts[digit] < ends[digit]) {
			uint64_t item = items[starts[digit]];
			size_t home = item >> shift & 0xff;

			/* Round a ring of misplaced ones, until one comes that belongs here. */
			while (home != digit) {
				uint64_t other = items[starts[home]];

				items[starts[home]++] = item;
				item = other;
				home = item >> shift & 0xff;
			}
			items[starts[digit]++] = item;
		}
	}
	for (size_t digit = 0, from = 0; shift > 0 && digit < DIGITS; from = ends[digit++])
		sort(items + from, ends[digit] - from, shift - 8);
}

static bool is_sorted(const struct mc_prints *prints)
{
	for (size_t i = 1; i < prints->count; i++) {
		if (prints->items[i] < prints->items[i - 1])
			return false;
	}
	return true;
}

void mc_prints_sort(struct mc_prints *prints)
{
	size_t kept = 0;

	if (prints->count == 0)
		return;
	if (!is_sorted(prints))
		sort(prints->items, prints->count, 56);
	for (size_t i = 1; i < prints->count; i++) {
		if (prints->items[i] != prints->items[kept])
			prints->items[++kept] = prints->items[i];
	}
	prints->count = kept + 1;
}

void mc_prints_merge(struct mc_prints *prints, const uint64_t *others, size_t count)
{
	size_t left = prints->count;

	prints->capacity = left + count + 1;
	prints->items = mc_realloc(prints->items, prints->capacity * sizeof(*prints->items));
	prints->count = left + count;
	/* From the end, so that no room is needed but theirs. */
	for (size_t at = prints->count; count > 0; at--)
		prints->items[at - 1] = left > 0 && prints->items[left - 1] > others[count - 1]
						? prints->items[--left]
						: others[--count];
}
