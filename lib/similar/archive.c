/* SPDX-License-Identifier: MIT */
#include "similar/archive.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "similar/archive_part.h"

/* In a small archive everything counts. */
#define LIMIT_MIN 2000u
#define LIMIT_PART 16u

void mc_archive_release(struct mc_archive *archive)
{
	mc_map_release(&archive->map);
	free(archive->is_checked);
	*archive = (struct mc_archive)MC_ARCHIVE_INIT;
}

size_t mc_archive_limit(size_t program_count)
{
	return program_count / LIMIT_PART > LIMIT_MIN ? program_count / LIMIT_PART : LIMIT_MIN;
}

uint64_t mc_archive_sum(const void *bytes, size_t len)
{
	const unsigned char *at = bytes;
	uint64_t sum = 0x9e3779b97f4a7c15u ^ len;

	for (; len >= sizeof(uint64_t); at += sizeof(uint64_t), len -= sizeof(uint64_t)) {
		uint64_t word;

		memcpy(&word, at, sizeof(word));
		sum = (sum ^ word) * 0xbf58476d1ce4e5b9u;
		sum ^= sum >> 29;
	}
	for (; len > 0; at++, len--)
		sum = (sum ^ *at) * 0xbf58476d1ce4e5b9u;
	return sum ^ sum >> 32;
}

static struct mc_err *damaged(const struct mc_archive *archive)
{
	return mc_err_hint(
		mc_err_new(MC_E_INPUT, _("the index file '%s' is damaged"), archive->path),
		_("take it from a backup, or make it again from the submissions: migracode similar "
		  "--add new.idx <path>..."));
}

static struct mc_err *foreign(const struct mc_archive *archive, const struct mc_archive_head *head)
{
	if (head->magic != MC_ARCHIVE_MAGIC)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is no index file of this machine's kind"),
					      archive->path),
				   _("make one: migracode similar --add %s <path>..."), archive->path);
	return mc_err_hint(
		mc_err_new(MC_E_INPUT, _("the index file '%s' is of version %llu, not %u"), archive->path,
			   (unsigned long long)head->version, MC_ARCHIVE_VERSION),
		_("make it again from the submissions: migracode similar --add new.idx <path>..."));
}

/* Lengths are compared before they are added up, so that nothing can overflow. */
static bool has_room(const struct mc_archive_head *head, size_t len)
{
	return head->program_count < MC_PRINTS_MAX_PROGRAMS && head->names_len <= len &&
	       head->print_count <= len / sizeof(uint64_t) && head->names_len % 8 == 0;
}

static size_t tables_len(const struct mc_archive_head *head)
{
	return sizeof(*head) + head->program_count * sizeof(struct mc_archive_program) + head->names_len +
	       MC_ARCHIVE_PARTS * (sizeof(uint64_t) + sizeof(uint32_t));
}

static void take_places(struct mc_archive *archive, const struct mc_archive_head *head,
			const unsigned char *bytes)
{
	const unsigned char *at = bytes + sizeof(*head);

	archive->program_count = head->program_count;
	archive->print_count = head->print_count;
	archive->names_len = head->names_len;
	archive->programs = (const struct mc_archive_program *)(const void *)at;
	at += head->program_count * sizeof(*archive->programs);
	archive->names = (const char *)at;
	at += head->names_len;
	archive->ends = (const uint64_t *)(const void *)at;
	at += MC_ARCHIVE_PARTS * sizeof(*archive->ends);
	archive->sums = (const uint32_t *)(const void *)at;
	at += MC_ARCHIVE_PARTS * sizeof(*archive->sums);
	archive->prints = (const uint64_t *)(const void *)at;
}

static bool are_tables_sound(const struct mc_archive *archive)
{
	uint64_t last = 0;

	if (archive->program_count > 0 &&
	    (archive->names_len == 0 || archive->names[archive->names_len - 1] != '\0'))
		return false;
	for (size_t i = 0; i < archive->program_count; i++) {
		if (archive->programs[i].name >= archive->names_len)
			return false;
	}
	for (size_t i = 0; i < MC_ARCHIVE_PARTS; i++) {
		if (archive->ends[i] < last)
			return false;
		last = archive->ends[i];
	}
	return last == archive->print_count;
}

struct mc_err *mc_archive_open_bytes(struct mc_archive *archive, const char *path, const void *bytes,
				     size_t len)
{
	struct mc_archive_head head;

	archive->path = path;
	if (len < sizeof(head))
		return damaged(archive);
	memcpy(&head, bytes, sizeof(head));
	if (head.magic != MC_ARCHIVE_MAGIC || head.version != MC_ARCHIVE_VERSION)
		return foreign(archive, &head);
	if (!has_room(&head, len) || tables_len(&head) > len ||
	    len - tables_len(&head) != head.print_count * sizeof(uint64_t))
		return damaged(archive);
	uint64_t sum = head.sum;

	head.sum = 0;
	if ((mc_archive_sum(&head, sizeof(head)) ^ mc_archive_sum((const unsigned char *)bytes + sizeof(head),
								  tables_len(&head) - sizeof(head))) != sum)
		return damaged(archive);
	take_places(archive, &head, bytes);
	if (!are_tables_sound(archive))
		return damaged(archive);
	archive->is_checked = mc_alloc_zero(MC_ARCHIVE_PARTS, 1);
	return NULL;
}

struct mc_err *mc_archive_open(struct mc_archive *archive, const char *path)
{
	MC_AUTO(mc_map) map = MC_MAP_INIT;

	MC_TRY(mc_map_open(&map, path));
	MC_TRY(mc_archive_open_bytes(archive, path, map.bytes, map.len));
	archive->map = map;
	map = (struct mc_map)MC_MAP_INIT;
	return NULL;
}

const char *mc_archive_name(const struct mc_archive *archive, size_t program)
{
	return archive->names + archive->programs[program].name;
}

/* In order, of programs that are there, and where they belong. */
static bool is_part_sound(const struct mc_archive *archive, size_t part, size_t from, size_t to)
{
	if ((uint32_t)mc_archive_sum(archive->prints + from, (to - from) * sizeof(uint64_t)) !=
	    archive->sums[part])
		return false;
	for (size_t i = from; i < to; i++) {
		if (mc_print_program(archive->prints[i]) >= archive->program_count ||
		    mc_archive_part(archive->prints[i]) != part ||
		    mc_print_channel(archive->prints[i]) >= MC_CHANNEL_COUNT ||
		    (i > from && archive->prints[i] <= archive->prints[i - 1]))
			return false;
	}
	return true;
}

static struct mc_err *check_part(struct mc_archive *archive, size_t part)
{
	size_t from = part ? archive->ends[part - 1] : 0;

	if (archive->is_checked[part])
		return NULL;
	if (!is_part_sound(archive, part, from, archive->ends[part]))
		return damaged(archive);
	archive->is_checked[part] = 1;
	return NULL;
}

struct mc_err *mc_archive_check(struct mc_archive *archive)
{
	for (size_t part = 0; part < MC_ARCHIVE_PARTS; part++)
		MC_TRY(check_part(archive, part));
	return NULL;
}

struct mc_err *mc_archive_find(const uint64_t **from, size_t *count, struct mc_archive *archive, uint64_t key)
{
	size_t part = mc_archive_part(key << 20);

	MC_TRY(check_part(archive, part));
	size_t low = part ? archive->ends[part - 1] : 0;
	size_t high = archive->ends[part];
	size_t end = high;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (mc_print_key(archive->prints[middle]) < key)
			low = middle + 1;
		else
			high = middle;
	}
	*from = archive->prints + low;
	for (*count = 0; low + *count < end && mc_print_key(archive->prints[low + *count]) == key;)
		++*count;
	return NULL;
}
