/* SPDX-License-Identifier: MIT */
#include "linked/jcs.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "linked/number.h"

static void add_text(struct mc_buf *out, const char *text)
{
	static const char letters[] = "btn\0fr"; /* of \b to \r, without \v */
	static const char digits[] = "0123456789abcdef";

	mc_buf_addc(out, '"');
	for (const char *p = text;; p++) {
		const char *plain = p;

		while ((unsigned char)*p >= 0x20 && *p != '"' && *p != '\\')
			p++;
		mc_buf_add(out, plain, (size_t)(p - plain));
		if (!*p)
			break;
		unsigned char c = (unsigned char)*p;

		mc_buf_addc(out, '\\');
		if (c >= 0x20) {
			mc_buf_addc(out, (char)c);
		} else if (c >= '\b' && c <= '\r' && c != '\v') {
			mc_buf_addc(out, letters[c - '\b']);
		} else {
			mc_buf_addz(out, c < 0x10 ? "u000" : "u001");
			mc_buf_addc(out, digits[c & 15]);
		}
	}
	mc_buf_addc(out, '"');
}

/* Order of UTF-16 code units: as bytes of UTF-8, but that characters beyond U+FFFF (first byte from 0xf0 on)
 * stand before U+E000 to U+FFFF (0xee, 0xef), because their surrogates do. */
static int compare_keys(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	unsigned char first = (unsigned char)*a, second = (unsigned char)*b;

	if ((first >= 0xf0) != (second >= 0xf0) && first >= 0xee && second >= 0xee)
		return first >= 0xf0 ? -1 : 1;
	return (first > second) - (first < second);
}

static int by_key(const void *a, const void *b)
{
	return compare_keys(mc_json_key_of(*(const struct mc_json_node *const *)a),
			    mc_json_key_of(*(const struct mc_json_node *const *)b));
}

static struct mc_err *add_value(struct mc_buf *out, const struct mc_json_node *node);

static struct mc_err *add_members(struct mc_buf *out, const struct mc_json_node *const *members, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			mc_buf_addc(out, ',');
		add_text(out, mc_json_key_of(members[i]));
		mc_buf_addc(out, ':');
		MC_TRY(add_value(out, members[i]));
	}
	return NULL;
}

static struct mc_err *add_object(struct mc_buf *out, const struct mc_json_node *node, const char *without)
{
	enum { USUAL = 32 };
	const struct mc_json_node *room[USUAL];
	size_t all = mc_json_count(node), count = 0;
	const struct mc_json_node **members = all > USUAL ? mc_alloc_zero(all, sizeof(*members)) : room;

	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		if (!without || strcmp(mc_json_key_of(n), without) != 0)
			members[count++] = n;
	}
	qsort(members, count, sizeof(*members), by_key);
	mc_buf_addc(out, '{');
	struct mc_err *err = add_members(out, members, count);

	mc_buf_addc(out, '}');
	if (members != room)
		free(members);
	return err;
}

static struct mc_err *add_array(struct mc_buf *out, const struct mc_json_node *node)
{
	mc_buf_addc(out, '[');
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		if (n != mc_json_first(node))
			mc_buf_addc(out, ',');
		MC_TRY(add_value(out, n));
	}
	mc_buf_addc(out, ']');
	return NULL;
}

static struct mc_err *add_value(struct mc_buf *out, const struct mc_json_node *node)
{
	double number = 0;
	bool truth = false;

	switch (mc_json_type(node)) {
	case MC_JSON_OBJECT:
		return add_object(out, node, NULL);
	case MC_JSON_ARRAY:
		return add_array(out, node);
	case MC_JSON_TEXT:
		add_text(out, mc_json_as_text(node));
		return NULL;
	case MC_JSON_NUMBER:
		(void)mc_json_as_number(&number, node);
		return mc_number_add(out, number);
	case MC_JSON_BOOL:
		(void)mc_json_as_bool(&truth, node);
		mc_buf_addz(out, truth ? "true" : "false");
		return NULL;
	case MC_JSON_NULL:
		break;
	}
	mc_buf_addz(out, "null");
	return NULL;
}

struct mc_err *mc_jcs_add(struct mc_buf *out, const struct mc_json_node *node, const char *without)
{
	return without && mc_json_type(node) == MC_JSON_OBJECT ? add_object(out, node, without)
							       : add_value(out, node);
}
