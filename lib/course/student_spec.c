/* SPDX-License-Identifier: MIT */
#include "course/student_spec.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "ext/json.h"
#include "ext/json_write.h"
#include "os/file.h"

enum { MAX_INLINE_BYTES = 1024 * 1024 };

/* One exercise.json on its way to the students. */
struct student_spec {
	const char *dir;
	const struct mc_json_node *tests;
	const char *test_id;   /* of the test that is being written; NULL outside of tests */
	size_t withheld_count; /* hidden tests, and their points */
	double withheld_points;
	struct mc_json_writer writer;
};

static bool is_hidden(const struct mc_json_node *test)
{
	bool hidden = false;

	return mc_json_as_bool(&hidden, mc_json_find(test, "hidden")) && hidden;
}

static bool is_below(const char *path, const char *folder)
{
	while (!strncmp(path, "./", 2))
		path += 2;
	return !strncmp(path, folder, strlen(folder)) && path[strlen(folder)] == '/';
}

static struct mc_err *check_shown(const struct student_spec *spec, const char *path)
{
	static const char *const private_folders[] = { "private", "solution", "wrong" };

	for (size_t i = 0; i < MC_COUNT(private_folders); i++) {
		if (is_below(path, private_folders[i]))
			return mc_err_hint(
				mc_err_new(MC_E_INPUT,
					   _("the test '%s' is not hidden but uses the private file '%s'"),
					   spec->test_id, path),
				_("mark the test \"hidden\": true, or move the file to 'tests/'"));
	}
	return NULL;
}

/* Keys of objects in which a name is the author's. */
static bool is_authors(const char *key)
{
	static const char *const keys[] = { "env", "files", "headers", "json" };

	for (size_t i = 0; key && i < MC_COUNT(keys); i++) {
		if (!strcmp(key, keys[i]))
			return true;
	}
	return false;
}

/* A value in JSON that is sent or expected: nothing in it means anything to us. */
static bool is_data(const struct mc_json_node *node)
{
	const char *key = mc_json_key_of(node);

	return key && !strcmp(key, "json");
}

/* The file of {"file": path}, or NULL when the object is something else: in "env" and "files" a name is the
 * author's. */
static const char *file_of(const struct mc_json_node *object)
{
	const char *key = mc_json_key_of(object);

	if (mc_json_count(object) != 1 || is_authors(key))
		return NULL;
	return mc_json_as_text(mc_json_find(object, "file"));
}

static bool uses_file(const struct mc_json_node *node, const char *path)
{
	const char *file = file_of(node);
	bool is_used = file && !strcmp(file, path);

	for (const struct mc_json_node *part = mc_json_first(node); part && !is_used;
	     part = mc_json_next(part))
		is_used = !is_data(part) && uses_file(part, path);
	return is_used;
}

/* A file in tests/ that only hidden tests speak of; students would get it with the rest of tests/. */
static const char *find_given_away(const struct student_spec *spec, const struct mc_json_node *node)
{
	const char *file = file_of(node);
	const char *found = file && is_below(file, "tests") ? file : NULL;

	for (const struct mc_json_node *test = mc_json_first(spec->tests); test && found;
	     test = mc_json_next(test))
		found = !is_hidden(test) && uses_file(test, found) ? NULL : found;
	for (const struct mc_json_node *part = mc_json_first(node); part && !found; part = mc_json_next(part))
		found = is_data(part) ? NULL : find_given_away(spec, part);
	return found;
}

/* The folder of cases in tests/ that no other test than hidden ones uses, or NULL. */
static const char *folder_given_away(const struct student_spec *spec, const struct mc_json_node *hidden)
{
	const char *folder = mc_json_as_text(mc_json_find(hidden, "folder"));

	if (!folder || !is_below(folder, "tests"))
		return NULL;
	for (const struct mc_json_node *test = mc_json_first(spec->tests); test; test = mc_json_next(test)) {
		const char *other = mc_json_as_text(mc_json_find(test, "folder"));

		if (!is_hidden(test) && other && !strcmp(other, folder))
			return NULL;
	}
	return folder;
}

static struct mc_err *check_hidden(const struct student_spec *spec, const struct mc_json_node *test)
{
	const char *id = mc_json_as_text(mc_json_find(test, "id"));
	const char *file = find_given_away(spec, test);

	if (!file)
		file = folder_given_away(spec, test);
	if (!file)
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT,
				      _("the hidden test '%s' uses '%s', which students would get"),
				      id ? id : "?", file),
			   _("move the file to 'private/'"));
}

static struct mc_err *copy_node(struct student_spec *spec, const struct mc_json_node *node);

static struct mc_err *inline_file(struct student_spec *spec, const char *path)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOTEXT full = mc_path_join(spec->dir, path);

	MC_TRY(mc_buf_read_file(&text, full, MAX_INLINE_BYTES));
	if (!mc_utf8_is_valid(text.ptr, text.len))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is no text, so students cannot get it"),
					      full),
				   _("move it to 'tests/'"));
	mc_json_bytes(&spec->writer, text.ptr, text.len);
	return NULL;
}

static struct mc_err *copy_object(struct student_spec *spec, const struct mc_json_node *object)
{
	const char *file = spec->test_id ? file_of(object) : NULL;

	if (file) {
		MC_TRY(check_shown(spec, file));
		if (!is_below(file, "tests"))
			return inline_file(spec, file);
	}
	mc_json_start(&spec->writer, '{');
	for (const struct mc_json_node *member = mc_json_first(object); member;
	     member = mc_json_next(member)) {
		const char *test_id = spec->test_id;

		mc_json_key(&spec->writer, mc_json_key_of(member));
		spec->test_id = is_data(member) ? NULL : test_id;
		MC_TRY(copy_node(spec, member));
		spec->test_id = test_id;
	}
	mc_json_end(&spec->writer);
	return NULL;
}

static struct mc_err *copy_array(struct student_spec *spec, const struct mc_json_node *array)
{
	mc_json_start(&spec->writer, '[');
	for (const struct mc_json_node *item = mc_json_first(array); item; item = mc_json_next(item))
		MC_TRY(copy_node(spec, item));
	mc_json_end(&spec->writer);
	return NULL;
}

static struct mc_err *copy_node(struct student_spec *spec, const struct mc_json_node *node)
{
	double number = 0;
	bool truth = false;

	switch (mc_json_type(node)) {
	case MC_JSON_OBJECT:
		return copy_object(spec, node);
	case MC_JSON_ARRAY:
		return copy_array(spec, node);
	case MC_JSON_TEXT:
		mc_json_text(&spec->writer, mc_json_as_text(node));
		break;
	case MC_JSON_NUMBER:
		(void)mc_json_as_number(&number, node);
		mc_json_number(&spec->writer, number);
		break;
	case MC_JSON_BOOL:
		(void)mc_json_as_bool(&truth, node);
		mc_json_bool(&spec->writer, truth);
		break;
	case MC_JSON_NULL:
		mc_json_null(&spec->writer);
		break;
	}
	return NULL;
}

static double points_of(const struct mc_json_node *test)
{
	const struct mc_json_node *groups = mc_json_find(test, "groups");
	double points = 1;
	double sum = 0;

	for (const struct mc_json_node *group = mc_json_first(groups); group; group = mc_json_next(group)) {
		if (mc_json_as_number(&points, mc_json_find(group, "points")))
			sum += points;
	}
	if (sum > 0)
		return sum;
	(void)mc_json_as_number(&points, mc_json_find(test, "points"));
	return points;
}

static struct mc_err *copy_tests(struct student_spec *spec)
{
	size_t count = 0;

	mc_json_start(&spec->writer, '[');
	for (const struct mc_json_node *test = mc_json_first(spec->tests); test; test = mc_json_next(test)) {
		if (is_hidden(test)) {
			MC_TRY(check_hidden(spec, test));
			spec->withheld_count++;
			spec->withheld_points += points_of(test);
			continue;
		}
		const char *id = mc_json_as_text(mc_json_find(test, "id"));

		spec->test_id = id ? id : "?";
		MC_TRY(copy_node(spec, test));
		count++;
	}
	spec->test_id = NULL;
	mc_json_end(&spec->writer);
	if (count == 0)
		return mc_err_hint(mc_err_new(MC_E_INPUT,
					      _("every test is hidden, so students could check nothing")),
				   _("take \"hidden\" away from at least one test"));
	return NULL;
}

/* So that a check can say what else will be looked at. */
static void write_withheld(struct student_spec *spec)
{
	mc_json_key(&spec->writer, "withheld");
	mc_json_start(&spec->writer, '{');
	mc_json_key_int(&spec->writer, "tests", (int64_t)spec->withheld_count);
	mc_json_key(&spec->writer, "points");
	mc_json_number(&spec->writer, spec->withheld_points);
	mc_json_end(&spec->writer);
}

static struct mc_err *copy_root(struct student_spec *spec, const struct mc_json_node *root)
{
	mc_json_start(&spec->writer, '{');
	for (const struct mc_json_node *member = mc_json_first(root); member; member = mc_json_next(member)) {
		const char *key = mc_json_key_of(member);

		if (!strcmp(key, "wrong") || !strcmp(key, "mutants") || !strcmp(key, "$schema"))
			continue;
		mc_json_key(&spec->writer, key);
		MC_TRY(member == spec->tests ? copy_tests(spec) : copy_node(spec, member));
	}
	write_withheld(spec);
	mc_json_end(&spec->writer);
	return NULL;
}

struct mc_err *mc_student_spec_print(struct mc_buf *out, const char *dir)
{
	MC_AUTOPTR(mc_json) json = NULL;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOTEXT path = mc_path_join(dir, "exercise.json");

	MC_TRY(mc_json_open_file(&json, path));
	const struct mc_json_node *root = mc_json_root(json);
	struct student_spec spec = { .dir = dir,
				     .tests = mc_json_find(root, "tests"),
				     .writer = MC_JSON_WRITER(&text, true) };

	MC_TRY_AS(copy_root(&spec, root), "%s", path);
	mc_buf_add(out, text.ptr, text.len);
	mc_buf_addc(out, '\n');
	return NULL;
}
