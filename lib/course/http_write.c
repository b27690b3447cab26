/* SPDX-License-Identifier: MIT */
#include "course/http_write.h"

#include <string.h>

#include "base/alloc.h"
#include "course/http_test.h"

/* In a test that is written; its steps count from 1 in names of files. */
struct place {
	struct mc_exercise_writing *writing;
	const struct mc_test *test;
	size_t number;
};

static void write_content(const struct place *place, const char *key, const char *name, const char *bytes,
			  size_t len)
{
	MC_AUTOTEXT numbered = mc_format("%zu.%s", place->number, name);

	mc_write_content(place->writing, key, place->test, numbered, bytes, len);
}

/* Of "Name: value". */
static void write_header(struct mc_json_writer *json, const char *header)
{
	size_t len = strcspn(header, ":");
	MC_AUTOTEXT name = mc_strndup(header, len);

	mc_json_key_text(json, name, header + len + 2);
}

static void write_headers(struct mc_json_writer *json, const struct mc_http_step *step)
{
	size_t count = step->headers.count - step->is_json;

	if (count == 0)
		return;
	mc_json_key(json, "headers");
	mc_json_start(json, '{');
	for (size_t i = 0; i < count; i++)
		write_header(json, step->headers.items[i]);
	mc_json_end(json);
}

static void write_body(const struct place *place, const struct mc_http_step *step)
{
	if (step->is_json) {
		mc_json_key(&place->writing->json, "json");
		mc_json_splice(&place->writing->json, step->body, step->body_len);
	} else if (step->has_body) {
		write_content(place, "body", "body", step->body, step->body_len);
	}
}

/* ---- what is expected ---- */

static void write_status(struct mc_json_writer *json, uint32_t status)
{
	MC_AUTOTEXT class = mc_format("%uxx", status);

	if (status >= 100)
		mc_json_key_int(json, "status", status);
	else if (status > 0)
		mc_json_key_text(json, "status", class);
}

/* The usual comparison is another one than that of other texts, so that one is written out. */
static void write_wanted_header(const struct place *place, const struct mc_http_header *header)
{
	const struct mc_compare *compare = &header->value.compare;
	struct mc_json_writer *json = &place->writing->json;
	bool is_usual =
		compare->mode == MC_COMPARE_CONTAINS && !compare->is_case_sensitive && !compare->is_trimmed;
	bool is_tokens = compare->mode == MC_COMPARE_TOKENS && !compare->is_case_sensitive &&
			 compare->float_absolute <= 0 && compare->float_relative <= 0;

	mc_json_key(json, header->name);
	if (is_usual) {
		mc_json_bytes(json, header->value.text, header->value.len);
		return;
	}
	mc_json_start(json, '{');
	mc_json_key(json, "text");
	mc_json_bytes(json, header->value.text, header->value.len);
	if (is_tokens)
		mc_json_key_text(json, "compare", "tokens");
	mc_write_compare(place->writing, compare);
	mc_json_end(json);
}

static void write_wanted_headers(const struct place *place, const struct mc_http_step *step)
{
	struct mc_json_writer *json = &place->writing->json;

	if (step->wanted_header_count == 0)
		return;
	mc_json_key(json, "headers");
	mc_json_start(json, '{');
	for (size_t i = 0; i < step->wanted_header_count; i++)
		write_wanted_header(place, &step->wanted_headers[i]);
	mc_json_end(json);
}

static void write_wanted_values(struct mc_json_writer *json, const struct mc_http_step *step)
{
	if (step->wanted_value_count == 0)
		return;
	mc_json_key(json, "json");
	mc_json_start(json, '{');
	for (size_t i = 0; i < step->wanted_value_count; i++) {
		const struct mc_http_value *wanted = &step->wanted_values[i];

		mc_json_key(json, wanted->pointer);
		mc_json_splice(json, wanted->value.text, wanted->value.len);
	}
	mc_json_end(json);
}

static void write_expect(const struct place *place, const struct mc_http_step *step)
{
	struct mc_json_writer *json = &place->writing->json;

	mc_json_key(json, "expect");
	mc_json_start(json, '{');
	write_status(json, step->status);
	write_wanted_headers(place, step);
	if (step->wanted_body.is_given) {
		write_content(place, "body", "expected", step->wanted_body.text, step->wanted_body.len);
		mc_write_compare(place->writing, &step->wanted_body.compare);
	}
	write_wanted_values(json, step);
	if (step->max_ms > 0)
		mc_json_key_int(json, "max_ms", step->max_ms);
	mc_json_end(json);
}

/* ---- all of it ---- */

static void write_step(const struct place *place, const struct mc_http_step *step)
{
	struct mc_json_writer *json = &place->writing->json;

	mc_json_start(json, '{');
	mc_write_words(place->writing, "title", &step->title);
	if (strcmp(step->method, MC_HTTP_USUAL_METHOD) != 0)
		mc_json_key_text(json, "method", step->method);
	mc_json_key_text(json, "path", step->path);
	write_headers(json, step);
	write_body(place, step);
	if (step->redirects > 0)
		mc_json_key_int(json, "redirects", step->redirects);
	if (place->test->sums_points)
		mc_write_points(place->writing, "points", step->points);
	write_expect(place, step);
	mc_json_end(json);
}

void mc_http_write(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	const struct mc_http_test *http = test->http;
	struct place place = { writing, test, 0 };

	mc_write_run(writing, &test->run);
	mc_write_env(writing, &test->env);
	if (http->port != MC_HTTP_USUAL_PORT)
		mc_json_key_int(&writing->json, "port", http->port);
	if (http->wait_ms != MC_HTTP_USUAL_WAIT_MS)
		mc_json_key_int(&writing->json, "wait_ms", http->wait_ms);
	mc_json_key(&writing->json, "requests");
	mc_json_start(&writing->json, '[');
	for (size_t i = 0; i < http->step_count; i++) {
		place.number = i + 1;
		write_step(&place, &http->steps[i]);
	}
	mc_json_end(&writing->json);
}
