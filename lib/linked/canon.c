/* SPDX-License-Identifier: MIT */
#include "linked/canon.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/vec.h"

/* Steps that telling nodes apart may take; most certificates take none, a list of grades that comes twice
 * some dozens. */
enum { MAX_WORK = 200000 };

static int compare_text(struct mc_str a, struct mc_str b)
{
	int order = memcmp(a.ptr, b.ptr, a.len < b.len ? a.len : b.len);

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int compare_value(const struct mc_rdf_value *a, const struct mc_rdf_value *b)
{
	return a->blank != b->blank ? (a->blank > b->blank) - (a->blank < b->blank)
				    : compare_text(a->text, b->text);
}

static int by_content(const void *a, const void *b)
{
	const struct mc_quad *first = a, *second = b;
	int order = compare_value(&first->subject, &second->subject);

	if (order == 0)
		order = compare_text(first->predicate, second->predicate);
	return order ? order : compare_value(&first->object, &second->object);
}

/* A set: what is said twice counts once. */
static void drop_twins(struct mc_quads *quads)
{
	size_t kept = 0;

	if (quads->count > 1)
		qsort(quads->items, quads->count, sizeof(*quads->items), by_content);
	for (size_t i = 0; i < quads->count; i++) {
		if (kept == 0 || by_content(&quads->items[kept - 1], &quads->items[i]) != 0)
			quads->items[kept++] = quads->items[i];
	}
	quads->count = kept;
}

static void canon_release(struct mc_canon *canon)
{
	free(canon->first);
	free(canon->mentions);
	free(canon->hashes);
	free(canon->canonical);
}

static void note_mentions(struct mc_canon *canon)
{
	uint32_t *next = mc_alloc_zero(canon->blanks + 2, sizeof(*next));

	for (size_t i = 0; i < canon->count; i++) {
		const struct mc_quad *quad = &canon->quads[i];

		next[quad->subject.blank]++;
		next[quad->object.blank] += quad->object.blank != quad->subject.blank;
	}
	next[0] = 0;
	for (uint32_t blank = 1, at = 0; blank <= canon->blanks + 1; blank++) {
		canon->first[blank] = at;
		at += next[blank];
		next[blank] = canon->first[blank];
	}
	for (size_t i = 0; i < canon->count; i++) {
		const struct mc_quad *quad = &canon->quads[i];

		if (quad->subject.blank)
			canon->mentions[next[quad->subject.blank]++] = (uint32_t)i;
		if (quad->object.blank && quad->object.blank != quad->subject.blank)
			canon->mentions[next[quad->object.blank]++] = (uint32_t)i;
	}
	free(next);
}

static void prepare(struct mc_canon *canon, const struct mc_quads *quads, struct mc_hash_many *hashes)
{
	size_t room = (size_t)quads->blanks + 2;

	*canon = (struct mc_canon){ .quads = quads->items,
				    .count = quads->count,
				    .blanks = quads->blanks,
				    .hasher = hashes,
				    .work = MAX_WORK };
	canon->first = mc_alloc_zero(room, sizeof(*canon->first));
	canon->mentions = mc_alloc_zero(2 * quads->count + 1, sizeof(*canon->mentions));
	canon->hashes = mc_alloc_zero(room, sizeof(*canon->hashes));
	canon->canonical = mc_alloc_zero(room, sizeof(*canon->canonical));
	note_mentions(canon);
}

void mc_canon_hash(char hex[MC_HASH_HEX], const struct mc_canon *canon, const void *bytes, size_t len)
{
	if (canon->hasher)
		mc_hash_many_bytes(hex, canon->hasher, bytes, len);
	else
		mc_hash_bytes(hex, bytes, len);
}

void mc_canon_name(struct mc_canon *canon, uint32_t blank)
{
	if (!canon->canonical[blank])
		canon->canonical[blank] = ++canon->named;
}

/* Lines of text that are put in order. */
struct lines {
	struct mc_buf text;
	size_t *ends;
	struct mc_str *sorted;
	size_t count, capacity;
};

#define LINES_INIT \
	{ \
		MC_BUF_INIT, NULL, NULL, 0, 0 \
	}

static void lines_release(struct lines *lines)
{
	mc_buf_release(&lines->text);
	free(lines->ends);
	free(lines->sorted);
}

static void end_line(struct lines *lines)
{
	mc_buf_add(&lines->text, " .\n", 3);
	*MC_VEC_ADD(lines->ends, lines->count, lines->capacity) = lines->text.len;
}

static int by_text(const void *a, const void *b)
{
	return compare_text(*(const struct mc_str *)a, *(const struct mc_str *)b);
}

/* Appends the lines in order and forgets them. */
static void add_sorted(struct mc_buf *out, struct lines *lines)
{
	lines->sorted = mc_realloc(lines->sorted, (lines->count + 1) * sizeof(*lines->sorted));
	for (size_t i = 0, from = 0; i < lines->count; from = lines->ends[i++])
		lines->sorted[i] = (struct mc_str){ lines->text.ptr + from, lines->ends[i] - from };
	qsort(lines->sorted, lines->count, sizeof(*lines->sorted), by_text);
	for (size_t i = 0; i < lines->count; i++)
		mc_buf_add(out, lines->sorted[i].ptr, lines->sorted[i].len);
	lines->count = 0;
	mc_buf_reset(&lines->text);
}

static void add_seen(struct mc_buf *line, const struct mc_rdf_value *value, uint32_t self)
{
	if (value->blank)
		mc_buf_add(line, value->blank == self ? "_:a" : "_:z", 3);
	else
		mc_buf_add(line, value->text.ptr, value->text.len);
}

/* RDFC-1.0, section 4.6: the statements that name a node, with all other such nodes alike. */
static void hash_first_degree(struct mc_canon *canon, uint32_t blank, struct lines *lines,
			      struct mc_buf *work)
{
	for (uint32_t i = canon->first[blank]; i < canon->first[blank + 1]; i++) {
		const struct mc_quad *quad = &canon->quads[canon->mentions[i]];

		add_seen(&lines->text, &quad->subject, blank);
		mc_buf_addc(&lines->text, ' ');
		mc_buf_add(&lines->text, quad->predicate.ptr, quad->predicate.len);
		mc_buf_addc(&lines->text, ' ');
		add_seen(&lines->text, &quad->object, blank);
		end_line(lines);
	}
	mc_buf_reset(work);
	add_sorted(work, lines);
	mc_canon_hash(canon->hashes[blank], canon, work->ptr, work->len);
}

static int by_hash(const void *a, const void *b, void *context)
{
	const struct mc_canon *canon = context;
	uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
	int order = strcmp(canon->hashes[first], canon->hashes[second]);

	return order ? order : (first > second) - (first < second);
}

/* Nodes that are unlike all others get their names first, then those of which there are several. */
static struct mc_err *name_all(struct mc_canon *canon, uint32_t *order)
{
	for (int many = 0; many < 2; many++) {
		for (size_t from = 0, to; from < canon->blanks; from = to) {
			for (to = from + 1; to < canon->blanks; to++) {
				if (strcmp(canon->hashes[order[from]], canon->hashes[order[to]]) != 0)
					break;
			}
			if (!many && to - from == 1)
				mc_canon_name(canon, order[from]);
			else if (many && to - from > 1)
				MC_TRY(mc_canon_degree(canon, order + from, to - from));
		}
	}
	return NULL;
}

static void add_named(struct mc_buf *line, const struct mc_rdf_value *value, const struct mc_canon *canon)
{
	if (value->blank) {
		mc_buf_add(line, "_:c14n", 6);
		mc_buf_add_int(line, (int64_t)canon->canonical[value->blank] - 1);
	} else {
		mc_buf_add(line, value->text.ptr, value->text.len);
	}
}

static void write_named(struct mc_buf *out, const struct mc_canon *canon, struct lines *lines)
{
	for (size_t i = 0; i < canon->count; i++) {
		const struct mc_quad *quad = &canon->quads[i];

		add_named(&lines->text, &quad->subject, canon);
		mc_buf_addc(&lines->text, ' ');
		mc_buf_add(&lines->text, quad->predicate.ptr, quad->predicate.len);
		mc_buf_addc(&lines->text, ' ');
		add_named(&lines->text, &quad->object, canon);
		end_line(lines);
	}
	add_sorted(out, lines);
}

struct mc_err *mc_quads_canonize(struct mc_buf *nquads, struct mc_quads *quads, struct mc_hash_many *hashes)
{
	MC_AUTO(mc_buf) work = MC_BUF_INIT;
	struct lines lines = LINES_INIT;
	struct mc_canon canon;

	drop_twins(quads);
	prepare(&canon, quads, hashes);
	uint32_t *order = mc_alloc_zero(canon.blanks + 1u, sizeof(*order));

	for (uint32_t blank = 1; blank <= canon.blanks; blank++) {
		hash_first_degree(&canon, blank, &lines, &work);
		order[blank - 1] = blank;
	}
	qsort_r(order, canon.blanks, sizeof(*order), by_hash, &canon);
	struct mc_err *err = name_all(&canon, order);

	if (!err)
		write_named(nquads, &canon, &lines);
	free(order);
	lines_release(&lines);
	canon_release(&canon);
	return err;
}
