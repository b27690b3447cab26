/* SPDX-License-Identifier: MIT */
#include "credential/layout.h"

#include <string.h>

#include "base/buf.h"

/* A text that is laid out anew. */
struct layout {
	struct mc_buf *out;
	bool is_pretty;
	size_t depth;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static void new_line(const struct layout *layout)
{
	if (!layout->is_pretty)
		return;
	mc_buf_addc(layout->out, '\n');
	for (size_t i = 0; i < layout->depth; i++)
		mc_buf_addz(layout->out, "  ");
}

static size_t text_length(const char *p, const char *end)
{
	const char *start = p++;

	while (p < end && *p != '"')
		p += *p == '\\' && p + 1 < end ? 2 : 1;
	return (size_t)((p < end ? p + 1 : end) - start);
}

static char next_sign(const char *p, const char *end)
{
	while (p < end && is_blank(*p))
		p++;
	return p < end ? *p : '\0';
}

static void add_sign(struct layout *layout, const char *p, const char *end)
{
	bool opens = *p == '{' || *p == '[', closes = *p == '}' || *p == ']';
	bool is_empty = opens && (next_sign(p + 1, end) == '}' || next_sign(p + 1, end) == ']');
	bool ends_empty = closes && layout->out->len && strchr("{[", layout->out->ptr[layout->out->len - 1]);

	if (closes && layout->depth)
		layout->depth--;
	if (closes && !ends_empty)
		new_line(layout);
	mc_buf_addc(layout->out, *p);
	layout->depth += opens;
	if (*p == ':' && layout->is_pretty)
		mc_buf_addc(layout->out, ' ');
	if ((opens && !is_empty) || *p == ',')
		new_line(layout);
}

/* Stops where out is longer than the file by more than the caller asks about. */
static void lay_out(struct mc_buf *out, struct mc_str file, bool is_pretty)
{
	struct layout layout = { out, is_pretty, 0 };
	const char *end = file.ptr + file.len;

	for (const char *p = file.ptr; p < end && out->len <= file.len + 2;) {
		size_t len = 1;

		if (*p == '"') {
			len = text_length(p, end);
			mc_buf_add(out, p, len);
		} else if (strchr("{}[],:", *p)) {
			add_sign(&layout, p, end);
		} else if (!is_blank(*p)) {
			mc_buf_addc(out, *p);
		}
		p += len;
	}
}

static bool is_near(struct mc_str file, struct mc_str regular)
{
	return file.len + 1 >= regular.len && file.len <= regular.len + 1;
}

/* Of one way of laying out: with and without a line feed at the end. */
static bool is_touched(bool *is_regular, struct mc_str file, bool is_pretty)
{
	MC_AUTO(mc_buf) made = MC_BUF_INIT;

	lay_out(&made, file, is_pretty);
	mc_buf_addc(&made, '\n');
	const struct mc_str whole = { made.ptr, made.len }, bare = { made.ptr, made.len - 1 };

	*is_regular = mc_str_is_equal(file, bare) || mc_str_is_equal(file, whole);
	return !*is_regular && (is_near(file, bare) || is_near(file, whole));
}

bool mc_layout_is_touched(struct mc_str file)
{
	bool is_regular = false, is_compact = false;
	bool is_pretty_touched = is_touched(&is_regular, file, true);
	bool is_compact_touched = !is_regular && is_touched(&is_compact, file, false);

	return !is_regular && !is_compact && (is_pretty_touched || is_compact_touched);
}
