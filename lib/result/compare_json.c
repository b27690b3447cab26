/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "ext/json.h"
#include "result/compare.h"

/* Keys come from the student and can be as long as the output; a reason is a sentence. */
enum { POINTER_MAX_BYTES = 200 };

/* Where two documents are compared; the pointer (RFC 6901) grows and shrinks with the depth. */
struct walk {
	const struct mc_compare *compare;
	struct mc_buf pointer;
};

static bool is_equal_node(struct walk *walk, const struct mc_json_node *a, const struct mc_json_node *w);

static void cut_pointer(struct walk *walk, size_t len)
{
	walk->pointer.len = len;
	if (walk->pointer.cap)
		walk->pointer.ptr[len] = '\0';
}

static bool is_equal_array(struct walk *walk, const struct mc_json_node *a, const struct mc_json_node *w)
{
	size_t depth = walk->pointer.len;
	size_t index = 0;

	if (mc_json_count(a) != mc_json_count(w))
		return false;
	a = mc_json_first(a);
	for (w = mc_json_first(w); w; w = mc_json_next(w)) {
		mc_buf_addf(&walk->pointer, "/%zu", index++);
		if (!is_equal_node(walk, a, w))
			return false;
		cut_pointer(walk, depth);
		a = mc_json_next(a);
	}
	return true;
}

static int compare_keys(const void *left, const void *right)
{
	const struct mc_json_node *const *l = left;
	const struct mc_json_node *const *r = right;

	return strcmp(mc_json_key_of(*l), mc_json_key_of(*r));
}

/* Looking up each key would be quadratic, and the actual document is as large as its author likes. */
static const struct mc_json_node **sorted_members(const struct mc_json_node *object)
{
	size_t count = 0;
	const struct mc_json_node **members = mc_alloc_zero(mc_json_count(object) + 1, sizeof(*members));

	for (const struct mc_json_node *n = mc_json_first(object); n; n = mc_json_next(n))
		members[count++] = n;
	qsort(members, count, sizeof(*members), compare_keys);
	return members;
}

static bool is_equal_members(struct walk *walk, const struct mc_json_node **a, const struct mc_json_node **w,
			     size_t count)
{
	size_t depth = walk->pointer.len;

	for (size_t i = 0; i < count; i++) {
		int order = strcmp(mc_json_key_of(a[i]), mc_json_key_of(w[i]));

		mc_json_pointer_add(&walk->pointer, mc_json_key_of(order < 0 ? a[i] : w[i]));
		if (order || !is_equal_node(walk, a[i], w[i]))
			return false;
		cut_pointer(walk, depth);
	}
	return true;
}

static bool is_equal_object(struct walk *walk, const struct mc_json_node *a, const struct mc_json_node *w)
{
	size_t count = mc_json_count(w);

	if (mc_json_count(a) != count)
		return false;
	const struct mc_json_node **actual = sorted_members(a);
	const struct mc_json_node **wanted = sorted_members(w);
	bool equal = is_equal_members(walk, actual, wanted, count);

	free(actual);
	free(wanted);
	return equal;
}

static bool is_equal_value(const struct walk *walk, const struct mc_json_node *a,
			   const struct mc_json_node *w)
{
	double actual_number = 0;
	double wanted_number = 0;
	bool actual_bool = false;
	bool wanted_bool = false;

	if (mc_json_as_number(&wanted_number, w))
		return mc_json_as_number(&actual_number, a) &&
		       mc_compare_numbers(walk->compare, actual_number, wanted_number);
	if (mc_json_as_bool(&wanted_bool, w))
		return mc_json_as_bool(&actual_bool, a) && actual_bool == wanted_bool;
	return mc_json_type(w) == MC_JSON_NULL || !strcmp(mc_json_as_text(a), mc_json_as_text(w));
}

static bool is_equal_node(struct walk *walk, const struct mc_json_node *a, const struct mc_json_node *w)
{
	if (mc_json_type(a) != mc_json_type(w))
		return false;
	if (mc_json_type(w) == MC_JSON_ARRAY)
		return is_equal_array(walk, a, w);
	if (mc_json_type(w) == MC_JSON_OBJECT)
		return is_equal_object(walk, a, w);
	return is_equal_value(walk, a, w);
}

struct mc_err *mc_compare_json(struct mc_comparison_outcome *outcome, const struct mc_expect *expect,
			       const char *actual, size_t len)
{
	MC_AUTOPTR(mc_json) wanted_json = NULL;
	MC_AUTOPTR(mc_json) actual_json = NULL;

	MC_TRY_AS(mc_json_open(&wanted_json, NULL, expect->text, expect->len), _("the expected text"));
	MC_AUTOPTR(mc_err) err = mc_json_open(&actual_json, NULL, actual, len);

	if (err) {
		outcome->reason = MC_REASON_DIFFERS;
		mc_buf_addf(&outcome->detail, _("this is not JSON: %s"), err->msg);
		return NULL;
	}
	struct walk walk = { &expect->compare, MC_BUF_INIT };

	if (!is_equal_node(&walk, mc_json_root(actual_json), mc_json_root(wanted_json))) {
		outcome->reason = MC_REASON_DIFFERS;
		cut_pointer(&walk, mc_utf8_cut(walk.pointer.ptr, walk.pointer.len, POINTER_MAX_BYTES));
		if (walk.pointer.len > 0)
			mc_buf_addf(&outcome->detail, _("the value at '%s' differs"), walk.pointer.ptr);
	}
	mc_buf_release(&walk.pointer);
	return NULL;
}
