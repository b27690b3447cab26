/* SPDX-License-Identifier: MIT */
#include "ext/json_write.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/utf8.h"

static uint64_t bit(const struct mc_json_writer *writer)
{
	return UINT64_C(1) << writer->depth;
}

static void new_line(struct mc_json_writer *writer)
{
	if (!writer->is_pretty)
		return;
	mc_buf_addc(writer->buf, '\n');
	for (unsigned i = 0; i < writer->depth; i++)
		mc_buf_addz(writer->buf, "  ");
}

/* What stands before a key or an array's value. */
static void separate(struct mc_json_writer *writer)
{
	if (writer->depth == 0)
		return;
	if (writer->filled & bit(writer))
		mc_buf_addc(writer->buf, ',');
	writer->filled |= bit(writer);
	new_line(writer);
}

static void before_value(struct mc_json_writer *writer)
{
	assert(writer->has_key == (writer->depth > 0 && (writer->objects & bit(writer)) != 0));
	if (!writer->has_key)
		separate(writer);
	writer->has_key = false;
}

void mc_json_start(struct mc_json_writer *writer, char kind)
{
	assert(writer->depth < MC_JSON_WRITE_MAX_DEPTH && (kind == '{' || kind == '['));
	before_value(writer);
	mc_buf_addc(writer->buf, kind);
	writer->depth++;
	writer->filled &= ~bit(writer);
	writer->objects = kind == '{' ? writer->objects | bit(writer) : writer->objects & ~bit(writer);
}

void mc_json_end(struct mc_json_writer *writer)
{
	assert(writer->depth > 0 && !writer->has_key);
	bool is_filled = (writer->filled & bit(writer)) != 0;
	char end = writer->objects & bit(writer) ? '}' : ']';

	writer->depth--;
	if (is_filled)
		new_line(writer);
	mc_buf_addc(writer->buf, end);
}

static void add_escape(struct mc_buf *buf, unsigned char c)
{
	static const char names[] = "\bb\ff\nn\rr\tt\"\"\\\\";
	const char *name = c ? strchr(names, c) : NULL;

	if (name)
		mc_buf_addf(buf, "\\%c", name[1]);
	else
		mc_buf_addf(buf, "\\u%04x", c);
}

/* The length of the longest stretch at bytes that is written as it is; DEL is escaped because terminals
 * react to it. */
static size_t plain_length(const char *bytes, size_t len)
{
	size_t i = 0;

	while (i < len) {
		unsigned char c = (unsigned char)bytes[i];
		uint32_t character;
		size_t step = c < 0x80 ? 1 : mc_utf8_decode(&character, bytes + i, len - i);

		if (step == 0 || c < 0x20 || c == 0x7f || c == '"' || c == '\\')
			break;
		i += step;
	}
	return i;
}

void mc_json_quote(struct mc_buf *buf, const char *bytes, size_t len)
{
	size_t plain = plain_length(bytes, len);
	char *start = mc_buf_room(buf, plain + 2);

	*start = '"';
	if (plain > 0)
		memcpy(start + 1, bytes, plain);
	start[1 + plain] = '"';
	/* Nearly all texts are plain. */
	mc_buf_grown(buf, plain == len ? plain + 2 : plain + 1);
	if (plain == len)
		return;
	for (bytes += plain, len -= plain; len > 0; bytes += plain, len -= plain) {
		plain = plain_length(bytes, len);
		mc_buf_add(buf, bytes, plain);
		if (plain > 0)
			continue;
		if ((unsigned char)*bytes >= 0x80)
			mc_buf_addz(buf, "\xef\xbf\xbd");
		else
			add_escape(buf, (unsigned char)*bytes);
		plain = 1;
	}
	mc_buf_addc(buf, '"');
}

void mc_json_key(struct mc_json_writer *writer, const char *key)
{
	assert(writer->depth > 0 && (writer->objects & bit(writer)) && !writer->has_key);
	separate(writer);
	mc_json_quote(writer->buf, key, strlen(key));
	mc_buf_addz(writer->buf, writer->is_pretty ? ": " : ":");
	writer->has_key = true;
}

void mc_json_bytes(struct mc_json_writer *writer, const char *bytes, size_t len)
{
	before_value(writer);
	mc_json_quote(writer->buf, bytes, len);
}

void mc_json_text(struct mc_json_writer *writer, const char *text)
{
	if (text)
		mc_json_bytes(writer, text, strlen(text));
	else
		mc_json_null(writer);
}

void mc_json_int(struct mc_json_writer *writer, int64_t value)
{
	before_value(writer);
	mc_buf_add_int(writer->buf, value);
}

void mc_json_thousandths(struct mc_json_writer *writer, int64_t value)
{
	uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
	unsigned rest = (unsigned)(size % 1000);

	before_value(writer);
	mc_buf_addf(writer->buf, "%s%" PRIu64, value < 0 ? "-" : "", size / 1000);
	if (rest % 10)
		mc_buf_addf(writer->buf, ".%03u", rest);
	else if (rest % 100)
		mc_buf_addf(writer->buf, ".%02u", rest / 10);
	else if (rest)
		mc_buf_addf(writer->buf, ".%u", rest / 100);
}

void mc_json_number(struct mc_json_writer *writer, double value)
{
	char text[40];
	int digits = 15;

	if (!isfinite(value)) {
		mc_json_null(writer);
		return;
	}
	before_value(writer);
	do
		(void)snprintf(text, sizeof(text), "%.*g", digits, value);
	while (strtod(text, NULL) != value && ++digits <= 17);
	/* The locale may write another sign than '.' between the digits. */
	for (char *p = text; *p; p++)
		mc_buf_addc(writer->buf, strchr("0123456789+-e", *p) ? *p : '.');
}

void mc_json_bool(struct mc_json_writer *writer, bool value)
{
	before_value(writer);
	mc_buf_addz(writer->buf, value ? "true" : "false");
}

void mc_json_null(struct mc_json_writer *writer)
{
	before_value(writer);
	mc_buf_addz(writer->buf, "null");
}

void mc_json_splice(struct mc_json_writer *writer, const char *json, size_t len)
{
	bool is_text = false;

	before_value(writer);
	for (size_t i = 0; i < len; i++) {
		if (json[i] == '"')
			is_text = !is_text;
		if (!is_text && strchr(" \t\r\n", json[i]))
			continue;
		mc_buf_addc(writer->buf, json[i]);
		if (is_text && json[i] == '\\' && i + 1 < len)
			mc_buf_addc(writer->buf, json[++i]);
	}
}

void mc_json_key_text(struct mc_json_writer *writer, const char *key, const char *text)
{
	mc_json_key(writer, key);
	mc_json_text(writer, text);
}

void mc_json_key_int(struct mc_json_writer *writer, const char *key, int64_t value)
{
	mc_json_key(writer, key);
	mc_json_int(writer, value);
}

void mc_json_key_bool(struct mc_json_writer *writer, const char *key, bool value)
{
	mc_json_key(writer, key);
	mc_json_bool(writer, value);
}
