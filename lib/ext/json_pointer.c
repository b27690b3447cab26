/* SPDX-License-Identifier: MIT */
#include "ext/json.h"

#include <string.h>

void mc_json_pointer_add(struct mc_buf *pointer, const char *name)
{
	mc_buf_addc(pointer, '/');
	for (; *name; name++) {
		if (*name == '~')
			mc_buf_addz(pointer, "~0");
		else if (*name == '/')
			mc_buf_addz(pointer, "~1");
		else
			mc_buf_addc(pointer, *name);
	}
}

/* Reads one part behind '/' into name with its escapes undone; returns where the next part starts. */
static const char *read_part(struct mc_buf *name, const char *pointer)
{
	mc_buf_reset(name);
	for (; *pointer && *pointer != '/'; pointer++) {
		if (*pointer == '~' && (pointer[1] == '0' || pointer[1] == '1'))
			mc_buf_addc(name, *++pointer == '0' ? '~' : '/');
		else
			mc_buf_addc(name, *pointer);
	}
	return pointer;
}

static const struct mc_json_node *element(const struct mc_json_node *array, const char *digits)
{
	size_t index = 0;
	bool is_index = digits[0] != '\0' && strlen(digits) < 10 && (digits[0] != '0' || !digits[1]);

	for (const char *p = digits; *p && is_index; p++) {
		is_index = *p >= '0' && *p <= '9';
		index = index * 10 + (size_t)(*p - '0');
	}
	if (!is_index)
		return NULL;
	const struct mc_json_node *node = mc_json_first(array);

	while (node && index-- > 0)
		node = mc_json_next(node);
	return node;
}

const struct mc_json_node *mc_json_find_pointer(const struct mc_json *json, const char *pointer)
{
	MC_AUTO(mc_buf) name = MC_BUF_INIT;
	const struct mc_json_node *node = mc_json_root(json);

	while (node && *pointer == '/') {
		pointer = read_part(&name, pointer + 1);
		if (mc_json_type(node) == MC_JSON_ARRAY)
			node = element(node, name.ptr);
		else
			node = mc_json_find(node, name.ptr);
	}
	return *pointer ? NULL : node;
}

/* The way down to wanted; a part that led nowhere is cut off again. */
static bool add_path(struct mc_buf *pointer, const struct mc_json_node *node,
		     const struct mc_json_node *wanted)
{
	size_t len = pointer->len;
	size_t index = 0;

	if (node == wanted)
		return true;
	for (const struct mc_json_node *child = mc_json_first(node); child;
	     child = mc_json_next(child), index++) {
		if (mc_json_key_of(child))
			mc_json_pointer_add(pointer, mc_json_key_of(child));
		else
			mc_buf_addf(pointer, "/%zu", index);
		if (add_path(pointer, child, wanted))
			return true;
		pointer->len = len;
		pointer->ptr[len] = '\0';
	}
	return false;
}

void mc_json_pointer(struct mc_buf *pointer, const struct mc_json *json, const struct mc_json_node *node)
{
	(void)add_path(pointer, mc_json_root(json), node);
}
