/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "course/scaffold.h"
#include "ext/json.h"
#include "ext/json_write.h"
#include "os/file.h"

static bool has_name(const struct mc_json_node *array, const char *name)
{
	for (const struct mc_json_node *item = mc_json_first(array); item; item = mc_json_next(item)) {
		const char *text = mc_json_as_text(item);

		if (text && !strcmp(text, name))
			return true;
	}
	return false;
}

static const struct mc_json_node *last_of(const struct mc_json_node *array)
{
	const struct mc_json_node *last = NULL;

	for (const struct mc_json_node *item = mc_json_first(array); item; item = mc_json_next(item))
		last = item;
	return last;
}

/* The white space that people put before an element: that before the first one, or a single space. */
static struct mc_str separator(const struct mc_json *json, const struct mc_json_node *array)
{
	struct mc_str whole = mc_json_raw(json, array);
	struct mc_str first = mc_json_raw(json, mc_json_first(array));
	struct mc_str space = { whole.ptr + 1, (size_t)(first.ptr - whole.ptr - 1) };

	return memchr(space.ptr, '\n', space.len) ? space : mc_str(" ");
}

static void print_with(struct mc_buf *out, const struct mc_json *json, const struct mc_json_node *array,
		       const char *name)
{
	struct mc_str text = mc_json_raw(json, mc_json_root(json));
	struct mc_str whole = mc_json_raw(json, array);
	const struct mc_json_node *last = last_of(array);
	struct mc_str before = last ? mc_json_raw(json, last) : (struct mc_str){ whole.ptr, 1 };
	const char *at = before.ptr + before.len;
	const char *rest = last ? at : whole.ptr + whole.len - 1;

	mc_buf_add(out, text.ptr, (size_t)(at - text.ptr));
	if (last) {
		struct mc_str space = separator(json, array);

		mc_buf_addc(out, ',');
		mc_buf_add(out, space.ptr, space.len);
	}
	mc_json_quote(out, name, strlen(name));
	mc_buf_add(out, rest, (size_t)(text.ptr + text.len - rest));
	mc_buf_addc(out, '\n');
}

struct mc_err *mc_scaffold_list_add(const char *path, const char *list, const char *name)
{
	MC_AUTOPTR(mc_json) json = NULL;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_json_open_file(&json, path));
	if (mc_json_type(mc_json_root(json)) != MC_JSON_OBJECT)
		return mc_err_new(MC_E_INPUT, _("'%s' is no JSON object"), path);
	const struct mc_json_node *array = mc_json_find(mc_json_root(json), list);

	if (!array || mc_json_type(array) != MC_JSON_ARRAY || has_name(array, name))
		return NULL;
	print_with(&text, json, array, name);
	return mc_file_write_atomic(path, text.ptr, text.len, 0644);
}
