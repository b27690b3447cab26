/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "linked/canon.h"

/* A chain of nodes that look alike is followed so far: longer than any list of a certificate. */
enum { MAX_DEPTH = 250 };

void mc_issuer_release(struct mc_issuer *issuer)
{
	free(issuer->order);
	*issuer = (struct mc_issuer)MC_ISSUER_INIT;
}

static void issuer_copy(struct mc_issuer *copy, const struct mc_issuer *issuer)
{
	copy->count = 0;
	for (size_t i = 0; i < issuer->count; i++)
		*MC_VEC_ADD(copy->order, copy->count, copy->capacity) = issuer->order[i];
}

static void issuer_swap(struct mc_issuer *a, struct mc_issuer *b)
{
	struct mc_issuer kept = *a;

	*a = *b;
	*b = kept;
}

static struct mc_err *spend(struct mc_canon *canon, size_t steps)
{
	if (canon->work < steps)
		return mc_err_hint(mc_err_new(MC_E_LIMIT, "%s", _("too many parts without id are alike")),
				   "%s", _("give an 'id' to what may have one"));
	canon->work -= steps;
	return NULL;
}

/* Position of node among the names that were given out; count when it has none. */
static size_t issuer_find(const struct mc_issuer *issuer, uint32_t blank)
{
	size_t i = 0;

	while (i < issuer->count && issuer->order[i] != blank)
		i++;
	return i;
}

/* Appends the name of node, giving it one if need be; true when it is new. */
static bool add_name(struct mc_buf *path, struct mc_issuer *issuer, const struct mc_canon *canon,
		     uint32_t blank)
{
	if (canon->canonical[blank]) {
		mc_buf_addf(path, "_:c14n%u", canon->canonical[blank] - 1);
		return false;
	}
	size_t number = issuer_find(issuer, blank);
	bool is_new = number == issuer->count;

	if (is_new)
		*MC_VEC_ADD(issuer->order, issuer->count, issuer->capacity) = blank;
	mc_buf_addf(path, "_:b%zu", number);
	return is_new;
}

/* A node beside the one that is looked at. */
struct related {
	char hash[MC_HASH_HEX];
	uint32_t blank;
};

/* Section 4.7. */
static void hash_related(struct related *related, const struct mc_canon *canon,
			 const struct mc_issuer *issuer, const struct mc_quad *quad, char position)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	uint32_t blank = position == 's' ? quad->subject.blank : quad->object.blank;
	size_t number = issuer_find(issuer, blank);

	mc_buf_addc(&text, position);
	mc_buf_add(&text, quad->predicate.ptr, quad->predicate.len);
	if (canon->canonical[blank])
		mc_buf_addf(&text, "_:c14n%u", canon->canonical[blank] - 1);
	else if (number < issuer->count)
		mc_buf_addf(&text, "_:b%zu", number);
	else
		mc_buf_addz(&text, canon->hashes[blank]);
	mc_canon_hash(related->hash, canon, text.ptr, text.len);
	related->blank = blank;
}

static int by_hash(const void *a, const void *b)
{
	return strcmp(((const struct related *)a)->hash, ((const struct related *)b)->hash);
}

static struct mc_err *find_related(struct related **related, size_t *count, struct mc_canon *canon,
				   const struct mc_issuer *issuer, uint32_t blank)
{
	size_t capacity = 0;

	for (uint32_t i = canon->first[blank]; i < canon->first[blank + 1]; i++) {
		const struct mc_quad *quad = &canon->quads[canon->mentions[i]];

		MC_TRY(spend(canon, 1 + issuer->count / 64));
		if (quad->subject.blank && quad->subject.blank != blank)
			hash_related(MC_VEC_ADD(*related, *count, capacity), canon, issuer, quad, 's');
		if (quad->object.blank && quad->object.blank != blank)
			hash_related(MC_VEC_ADD(*related, *count, capacity), canon, issuer, quad, 'o');
	}
	if (*count > 1)
		qsort(*related, *count, sizeof(**related), by_hash);
	return NULL;
}

/* The best way so far of walking through a group of related nodes. */
struct choice {
	struct mc_buf path;
	struct mc_issuer issuer;
	bool is_made;
};

static bool is_worse(const struct mc_buf *path, const struct choice *choice)
{
	return choice->is_made && path->len >= choice->path.len && strcmp(path->ptr, choice->path.ptr) > 0;
}

static struct mc_err *hash_degree(char hash[MC_HASH_HEX], struct mc_issuer *issuer, struct mc_canon *canon,
				  uint32_t blank, unsigned depth);

/* Section 4.8, steps 5.4.4 and 5.4.5: one order of the group. The path is left unfinished when it cannot win.
 */
static struct mc_err *walk(struct mc_buf *path, struct mc_issuer *issuer, struct mc_canon *canon,
			   const struct choice *best, const uint32_t *order, size_t count, uint32_t *inner,
			   unsigned depth)
{
	size_t inner_count = 0;

	for (size_t i = 0; i < count && !is_worse(path, best); i++) {
		if (add_name(path, issuer, canon, order[i]))
			inner[inner_count++] = order[i];
	}
	for (size_t i = 0; i < inner_count && !is_worse(path, best); i++) {
		char hash[MC_HASH_HEX];

		MC_TRY(hash_degree(hash, issuer, canon, inner[i], depth + 1));
		(void)add_name(path, issuer, canon, inner[i]);
		mc_buf_addf(path, "<%s>", hash);
	}
	return NULL;
}

static void swap(uint32_t *a, uint32_t *b)
{
	uint32_t kept = *a;

	*a = *b;
	*b = kept;
}

/* The next order of numbers, as in a dictionary; false after the last one. */
static bool next_order(uint32_t *items, size_t count)
{
	size_t i = count - 1, j = count - 1;

	while (i > 0 && items[i - 1] >= items[i])
		i--;
	if (i == 0)
		return false;
	while (items[j] <= items[i - 1])
		j--;
	swap(&items[i - 1], &items[j]);
	for (j = count - 1; i < j; i++, j--)
		swap(&items[i], &items[j]);
	return true;
}

static struct mc_err *choose(struct choice *best, struct mc_canon *canon, const struct mc_issuer *issuer,
			     uint32_t *order, size_t count, unsigned depth)
{
	MC_AUTO(mc_buf) path = MC_BUF_INIT;
	MC_AUTO(mc_issuer) copy = MC_ISSUER_INIT;
	uint32_t *inner = mc_alloc_zero(count, sizeof(*inner));
	struct mc_err *err = NULL;

	do {
		mc_buf_reset(&path);
		issuer_copy(&copy, issuer);
		err = spend(canon, count + copy.count / 64);
		if (!err)
			err = walk(&path, &copy, canon, best, order, count, inner, depth);
		if (!err && !is_worse(&path, best) &&
		    (!best->is_made || strcmp(path.ptr, best->path.ptr) < 0)) {
			mc_buf_reset(&best->path);
			mc_buf_add(&best->path, path.ptr, path.len);
			issuer_swap(&best->issuer, &copy);
			best->is_made = true;
		}
	} while (!err && next_order(order, count));
	free(inner);
	return err;
}

static int by_number(const void *a, const void *b)
{
	uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;

	return (first > second) - (first < second);
}

/* Appends what one group of related nodes, all with one hash, adds to the hash of a node. */
static struct mc_err *add_group(struct mc_buf *data, struct mc_issuer *issuer, struct mc_canon *canon,
				const struct related *group, size_t count, unsigned depth)
{
	struct choice best = { .path = MC_BUF_INIT, .issuer = MC_ISSUER_INIT };
	uint32_t *order = mc_alloc_zero(count, sizeof(*order));

	for (size_t i = 0; i < count; i++)
		order[i] = group[i].blank;
	qsort(order, count, sizeof(*order), by_number);
	struct mc_err *err = choose(&best, canon, issuer, order, count, depth);

	if (!err) {
		mc_buf_addz(data, group[0].hash);
		mc_buf_add(data, best.path.ptr, best.path.len);
		issuer_swap(issuer, &best.issuer);
	}
	free(order);
	mc_buf_release(&best.path);
	mc_issuer_release(&best.issuer);
	return err;
}

/* Section 4.8: what a node looks like with all that can be reached from it. */
static struct mc_err *hash_degree(char hash[MC_HASH_HEX], struct mc_issuer *issuer, struct mc_canon *canon,
				  uint32_t blank, unsigned depth)
{
	MC_AUTO(mc_buf) data = MC_BUF_INIT;
	struct related *related = NULL;
	size_t count = 0;
	struct mc_err *err = depth > MAX_DEPTH ? spend(canon, SIZE_MAX) : NULL;

	if (!err)
		err = find_related(&related, &count, canon, issuer, blank);
	for (size_t from = 0, to; !err && from < count; from = to) {
		for (to = from + 1; to < count && by_hash(&related[from], &related[to]) == 0;)
			to++;
		err = add_group(&data, issuer, canon, related + from, to - from, depth);
	}
	free(related);
	if (!err)
		mc_canon_hash(hash, canon, data.ptr, data.len);
	return err;
}

/* One node of the group that gets its names now, and those that it gave to others on the way. */
struct found {
	char hash[MC_HASH_HEX];
	struct mc_issuer issuer;
};

static int by_found(const void *a, const void *b)
{
	return strcmp(((const struct found *)a)->hash, ((const struct found *)b)->hash);
}

struct mc_err *mc_canon_degree(struct mc_canon *canon, const uint32_t *group, size_t count)
{
	struct found *found = mc_alloc_zero(count, sizeof(*found));
	struct mc_err *err = NULL;
	size_t n = 0;

	for (size_t i = 0; i < count && !err; i++) {
		if (canon->canonical[group[i]])
			continue;
		struct mc_issuer *issuer = &found[n].issuer;

		*MC_VEC_ADD(issuer->order, issuer->count, issuer->capacity) = group[i];
		err = hash_degree(found[n++].hash, issuer, canon, group[i], 0);
	}
	if (n > 1)
		qsort(found, n, sizeof(*found), by_found);
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < found[i].issuer.count && !err; j++)
			mc_canon_name(canon, found[i].issuer.order[j]);
		mc_issuer_release(&found[i].issuer);
	}
	free(found);
	return err;
}
