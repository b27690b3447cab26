/* SPDX-License-Identifier: MIT */
#include "course/kind.h"

#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/str.h"
#include "course/http_test.h"
#include "course/http_write.h"
#include "ext/json_write.h"

enum {
	MAX_STEPS = 50,
	MAX_PATH_BYTES = 2000,
	MAX_REDIRECTS = 10,
	MIN_PORT = 1024, /* a program without rights cannot listen below */
	MAX_PORT = 65535,
	MIN_WAIT_MS = 100,
	MAX_WAIT_MS = 60000
};

static const char *const keys[] = { "run", "args", "env", "port", "wait_ms", "requests" };

static const char *const methods[] = {
#define X(name) name,
	MC_HTTP_METHODS(X)
#undef X
};

/* ---- what is asked ---- */

static bool is_printable(const char *text)
{
	for (; *text; text++) {
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			return false;
	}
	return true;
}

static void read_path(const char **path, const struct mc_spec *spec, const struct mc_json_node *node)
{
	mc_spec_text(path, spec, node);
	const char *text = *path ? *path : "/";

	if (text[0] != '/' || strlen(text) > MAX_PATH_BYTES || !is_printable(text) || strpbrk(text, " #"))
		mc_spec_error(spec, node, _("write a space as %%20"), "%s",
			      _("a path starts with '/' and has no space, '#' or control character"));
}

static bool is_header_name(const char *name)
{
	size_t len = strlen(name);

	return len > 0 &&
	       strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == len;
}

static void check_header_name(const struct mc_spec *spec, const struct mc_json_node *node)
{
	if (!is_header_name(mc_json_key_of(node)))
		mc_spec_key_error(spec, node, _("use letters, digits and '-'"),
				  _("'%s' cannot be the name of a header"), mc_json_key_of(node));
}

static void add_header(struct mc_http_step *step, const struct mc_spec *spec, const char *name,
		       const char *value)
{
	step->headers.items[step->headers.count++] = mc_arena_format(spec->arena, "%s: %s", name, value);
}

static void read_headers(struct mc_http_step *step, const struct mc_spec *spec,
			 const struct mc_json_node *node)
{
	/* One more for the type of a body in JSON, and the NULL. */
	step->headers.items =
		mc_arena_alloc(spec->arena, (mc_json_count(node) + 2) * sizeof(*step->headers.items));
	if (!mc_spec_is(spec, node, MC_JSON_OBJECT))
		return;
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		check_header_name(spec, n);
		if (!mc_spec_is(spec, n, MC_JSON_TEXT))
			continue;
		if (!is_printable(mc_json_as_text(n)))
			mc_spec_error(spec, n, NULL, "%s", _("the value of a header is one line"));
		add_header(step, spec, mc_json_key_of(n), mc_json_as_text(n));
	}
}

/* Without white space, so that the layout of exercise.json changes neither the hash nor what is sent. */
static struct mc_str copy_json(const struct mc_spec *spec, const struct mc_json_node *node)
{
	struct mc_str raw = mc_json_raw(spec->json, node);
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, false);

	mc_json_splice(&writer, raw.ptr, raw.len);
	return (struct mc_str){ mc_arena_copy(spec->arena, text.ptr, text.len), text.len };
}

static bool has_type(const struct mc_http_step *step)
{
	static const char name[] = "Content-Type:";

	for (size_t i = 0; i < step->headers.count; i++) {
		if (!strncasecmp(step->headers.items[i], name, sizeof(name) - 1))
			return true;
	}
	return false;
}

static void read_body(struct mc_http_step *step, const struct mc_test *test, const struct mc_spec *spec,
		      const struct mc_json_node *node)
{
	const struct mc_json_node *body = mc_json_find(node, "body");
	const struct mc_json_node *json = mc_json_find(node, "json");
	struct mc_str text = { "", 0 };

	if (body && json)
		mc_spec_key_error(spec, json, NULL, "%s", _("a request has one body: 'body' or 'json'"));
	if (body) {
		mc_kind_read_content(&text, test, spec, body);
	} else if (json) {
		text = copy_json(spec, json);
		step->is_json = !has_type(step);
		if (step->is_json)
			add_header(step, spec, "Content-Type", "application/json");
	}
	step->has_body = body || json;
	step->body = text.ptr;
	step->body_len = text.len;
	if (step->has_body && (!strcmp(step->method, "GET") || !strcmp(step->method, "HEAD")))
		mc_spec_key_error(spec, body ? body : json, _("give 'method', such as POST"),
				  _("a request with the method '%s' has no body"), step->method);
}

/* ---- what is expected ---- */

static void read_status(uint32_t *status, const struct mc_spec *spec, const struct mc_json_node *node)
{
	const char *text = mc_json_as_text(node);

	if (text && text[0] >= '1' && text[0] <= '5' && !strcmp(text + 1, "xx"))
		*status = (uint32_t)(text[0] - '0');
	else if (text)
		mc_spec_error(spec, node, NULL, "%s",
			      _("expected a number from 100 to 599, or such as '2xx'"));
	else
		mc_spec_integer(status, spec, node, 100, 599);
}

/* A text, which must stand in the value, or an object that says how it is compared. */
static void read_wanted_header(struct mc_http_header *header, const struct mc_test *test,
			       const struct mc_spec *spec, const struct mc_json_node *node)
{
	static const char *const known[] = { "text", "compare" };
	struct mc_compare compare = { .mode = MC_COMPARE_CONTAINS };

	check_header_name(spec, node);
	header->name = mc_arena_strdup(spec->arena, mc_json_key_of(node));
	if (mc_json_type(node) != MC_JSON_OBJECT) {
		if (mc_spec_is(spec, node, MC_JSON_TEXT))
			mc_kind_read_expect(&header->value, test, spec, node, &compare);
		return;
	}
	(void)mc_spec_object(spec, node, known, MC_COUNT(known));
	mc_kind_read_compare(&compare, spec, mc_json_find(node, "compare"));
	const struct mc_json_node *text = mc_spec_need(spec, node, "text");

	if (mc_spec_is(spec, text, MC_JSON_TEXT))
		mc_kind_read_expect(&header->value, test, spec, text, &compare);
}

static void read_wanted_headers(struct mc_http_step *step, const struct mc_test *test,
				const struct mc_spec *spec, const struct mc_json_node *node)
{
	if (!mc_spec_is(spec, node, MC_JSON_OBJECT))
		return;
	step->wanted_headers =
		mc_arena_alloc(spec->arena, (mc_json_count(node) + 1) * sizeof(*step->wanted_headers));
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n))
		read_wanted_header(&step->wanted_headers[step->wanted_header_count++], test, spec, n);
}

static bool is_pointer(const char *text)
{
	for (const char *tilde = strchr(text, '~'); tilde; tilde = strchr(tilde + 1, '~')) {
		if (tilde[1] != '0' && tilde[1] != '1')
			return false;
	}
	return !*text || *text == '/';
}

static void read_wanted_values(struct mc_http_step *step, const struct mc_spec *spec,
			       const struct mc_json_node *node)
{
	if (!mc_spec_is(spec, node, MC_JSON_OBJECT))
		return;
	step->wanted_values =
		mc_arena_alloc(spec->arena, (mc_json_count(node) + 1) * sizeof(*step->wanted_values));
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		struct mc_str text = copy_json(spec, n);
		const char *pointer = mc_arena_strdup(spec->arena, mc_json_key_of(n));

		if (!is_pointer(pointer))
			mc_spec_key_error(spec, n, _("such as \"/0/name\", or \"\" for the whole"),
					  _("'%s' is no JSON pointer"), pointer);
		step->wanted_values[step->wanted_value_count++] = (struct mc_http_value){
			.pointer = pointer,
			.value = { .is_given = true,
				   .text = text.ptr,
				   .len = text.len,
				   .compare = { .mode = MC_COMPARE_JSON } },
		};
	}
}

static void read_expect(struct mc_http_step *step, const struct mc_test *test, const struct mc_spec *spec,
			const struct mc_json_node *node)
{
	static const char *const known[] = { "status", "headers", "body", "compare", "json", "max_ms" };
	struct mc_compare compare = { .mode = MC_COMPARE_TOKENS };

	if (!mc_spec_object(spec, node, known, MC_COUNT(known)))
		return;
	if (mc_json_find(node, "status"))
		read_status(&step->status, spec, mc_json_find(node, "status"));
	read_wanted_headers(step, test, spec, mc_json_find(node, "headers"));
	mc_kind_read_compare(&compare, spec, mc_json_find(node, "compare"));
	mc_kind_read_expect(&step->wanted_body, test, spec, mc_json_find(node, "body"), &compare);
	read_wanted_values(step, spec, mc_json_find(node, "json"));
	mc_spec_integer(&step->max_ms, spec, mc_json_find(node, "max_ms"), 1, MAX_WAIT_MS);
	if (step->status == 0 && step->wanted_header_count == 0 && !step->wanted_body.is_given &&
	    step->wanted_value_count == 0)
		mc_spec_error(spec, node, NULL, "%s",
			      _("nothing is expected: give 'status', 'headers', 'body' or 'json'"));
}

/* ---- requests ---- */

static void read_step(struct mc_http_step *step, const struct mc_test *test, const struct mc_spec *spec,
		      const struct mc_json_node *node)
{
	static const char *const known[] = { "title", "method",	   "path",   "headers", "body",
					     "json",  "redirects", "points", "expect" };
	size_t method = 0;

	step->method = methods[0];
	step->path = "/";
	if (!mc_spec_object(spec, node, known, MC_COUNT(known)))
		return;
	mc_spec_words(&step->title, spec, mc_json_find(node, "title"));
	if (mc_spec_choice(&method, spec, mc_json_find(node, "method"), methods, MC_COUNT(methods)))
		step->method = methods[method];
	read_path(&step->path, spec, mc_spec_need(spec, node, "path"));
	read_headers(step, spec, mc_json_find(node, "headers"));
	read_body(step, test, spec, node);
	mc_spec_integer(&step->redirects, spec, mc_json_find(node, "redirects"), 0, MAX_REDIRECTS);
	read_expect(step, test, spec, mc_spec_need(spec, node, "expect"));
}

/* Points stand at every request or at none. */
static void read_points(struct mc_test *test, struct mc_http_test *http, const struct mc_spec *spec,
			const struct mc_json_node *node, const struct mc_json_node *points)
{
	size_t given = 0;
	size_t i = 0;
	int64_t sum = 0;

	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n), i++) {
		given += mc_json_find(n, "points") != NULL;
		mc_exercise_read_points(&http->steps[i].points, spec, mc_json_find(n, "points"),
					MC_EXERCISE_MAX_POINTS);
		sum += http->steps[i].points;
	}
	if (given == 0)
		return;
	if (points)
		mc_spec_key_error(spec, points, _("leave out 'points'"), "%s",
				  _("the points of this test are those of its requests"));
	if (given < http->step_count)
		mc_spec_error(spec, node, NULL, "%s", _("give 'points' to every request, or to none"));
	if (sum > MC_EXERCISE_MAX_POINTS * INT64_C(1000))
		mc_spec_error(spec, node, NULL, _("the requests have more than %d points together"),
			      MC_EXERCISE_MAX_POINTS);
	test->points = sum;
	test->sums_points = true;
}

static void read_steps(struct mc_test *test, struct mc_http_test *http, const struct mc_spec *spec,
		       const struct mc_json_node *node)
{
	const struct mc_json_node *steps = mc_spec_need(spec, node, "requests");
	size_t count = mc_json_count(steps);

	if (!mc_spec_is(spec, steps, MC_JSON_ARRAY))
		return;
	if (count < 1 || count > MAX_STEPS) {
		mc_spec_error(spec, steps, NULL, _("a test has from 1 to %d requests"), MAX_STEPS);
		return;
	}
	http->steps = mc_arena_alloc(spec->arena, count * sizeof(*http->steps));
	for (const struct mc_json_node *n = mc_json_first(steps); n; n = mc_json_next(n))
		read_step(&http->steps[http->step_count++], test, spec, n);
	read_points(test, http, spec, steps, mc_json_find(node, "points"));
}

static void read_keys(struct mc_exercise_reading *reading, struct mc_test *test,
		      const struct mc_json_node *node)
{
	const struct mc_spec *spec = &reading->spec;
	struct mc_http_test *http = mc_arena_alloc(spec->arena, sizeof(*http));

	http->port = MC_HTTP_USUAL_PORT;
	http->wait_ms = MC_HTTP_USUAL_WAIT_MS;
	test->http = http;
	mc_kind_read_program(test, spec, node);
	mc_spec_integer(&http->port, spec, mc_json_find(node, "port"), MIN_PORT, MAX_PORT);
	mc_spec_integer(&http->wait_ms, spec, mc_json_find(node, "wait_ms"), MIN_WAIT_MS, MAX_WAIT_MS);
	read_steps(test, http, spec, node);
}

/* ---- hash ---- */

static void hash_step(struct mc_hash *hash, const struct mc_http_step *step)
{
	mc_hash_add_text(hash, step->method);
	mc_hash_add_text(hash, step->path);
	mc_hash_add_texts(hash, &step->headers);
	mc_hash_add_number(hash, step->has_body);
	mc_hash_add_field(hash, step->body, step->body_len);
	mc_hash_add_number(hash, step->redirects);
	mc_hash_add_number(hash, (uint64_t)step->points);
	mc_hash_add_number(hash, step->status);
	mc_hash_add_number(hash, step->wanted_header_count);
	for (size_t i = 0; i < step->wanted_header_count; i++) {
		mc_hash_add_text(hash, step->wanted_headers[i].name);
		mc_hash_add_expect(hash, &step->wanted_headers[i].value);
	}
	mc_hash_add_expect(hash, &step->wanted_body);
	mc_hash_add_number(hash, step->wanted_value_count);
	for (size_t i = 0; i < step->wanted_value_count; i++) {
		mc_hash_add_text(hash, step->wanted_values[i].pointer);
		mc_hash_add_expect(hash, &step->wanted_values[i].value);
	}
	mc_hash_add_number(hash, step->max_ms);
}

static void hash_http(struct mc_hash *hash, const struct mc_test *test)
{
	const struct mc_http_test *http = test->http;

	mc_hash_add_number(hash, http->port);
	mc_hash_add_number(hash, http->wait_ms);
	mc_hash_add_number(hash, http->step_count);
	for (size_t i = 0; i < http->step_count; i++)
		hash_step(hash, &http->steps[i]);
}

static bool is_passed_by_all(const struct mc_http_step *step)
{
	return (step->status == 0 || step->status == 2 || step->status == 200) &&
	       step->wanted_header_count == 0 && !step->wanted_body.is_given && step->wanted_value_count == 0;
}

static void lint(const struct mc_spec *spec, const struct mc_exercise *exercise, const struct mc_test *test,
		 const struct mc_json_node *node)
{
	const struct mc_http_test *http = test->http;

	(void)exercise;
	if (test->limits.wall_ms <= http->wait_ms)
		mc_spec_warning(spec, mc_json_find(node, "wait_ms"), _("raise 'wall_ms' in 'limits'"),
				_("the server may run for %u ms only, and %u ms are waited for its port"),
				test->limits.wall_ms, http->wait_ms);
	for (size_t i = 0; i < http->step_count; i++) {
		if (!is_passed_by_all(&http->steps[i]))
			return;
	}
	mc_spec_warning(spec, mc_json_find(node, "requests"), _("expect a 'body' or 'json', too"), "%s",
			_("a server that answers everything with 200 passes this test"));
}

const struct mc_kind mc_kind_http = {
	.keys = keys,
	.key_count = MC_COUNT(keys),
	.read = read_keys,
	.hash = hash_http,
	.write = mc_http_write,
	.lint = lint,
};
