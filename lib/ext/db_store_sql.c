/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/str.h"
#include "ext/db_store_engine.h"

/* Length of what starts with quote and ends with the same; one that is doubled inside ends and starts again.
 */
static size_t quoted_length(const char *sql, char quote)
{
	const char *end = strchr(sql + 1, quote);

	return end ? (size_t)(end - sql) + 1 : strlen(sql);
}

/* Length of the text, name in quotes or comment at sql; 0 when there is none. */
static size_t opaque_length(const char *sql)
{
	const char *end;

	if (*sql == '\'' || *sql == '"')
		return quoted_length(sql, *sql);
	if (!strncmp(sql, "--", 2))
		return strcspn(sql, "\n");
	if (strncmp(sql, "/*", 2) != 0)
		return 0;
	end = strstr(sql + 2, "*/");
	return end ? (size_t)(end - sql) + 2 : strlen(sql);
}

static size_t word_length(const char *sql)
{
	size_t len = 0;

	while (isalnum((unsigned char)sql[len]) || sql[len] == '_')
		len++;
	return len;
}

size_t mc_store_number(struct mc_buf *out, const char *sql)
{
	size_t highest = 0;

	for (size_t len; *sql; sql += len) {
		len = opaque_length(sql);
		if (len == 0 && *sql == '?') {
			size_t number = strtoul(sql + 1, NULL, 10);

			highest = number > highest ? number : highest;
			mc_buf_addc(out, '$');
			len = 1;
			continue;
		}
		len = len ? len : 1;
		mc_buf_add(out, sql, len);
	}
	return highest;
}

/* ---- definitions of tables ---- */

enum section { BOTH, ONLY_SQLITE, ONLY_POSTGRES };

/* True when the line says whom the next ones are for. */
static bool is_marker(enum section *section, struct mc_str line)
{
	static const char *const markers[] = { "-- both", "-- only sqlite", "-- only postgresql" };

	line = mc_str_trim(line);
	for (size_t i = 0; i < MC_COUNT(markers); i++) {
		if (mc_str_is_equal(line, mc_str(markers[i]))) {
			*section = (enum section)i;
			return true;
		}
	}
	return false;
}

static const char *type_of_engine(const char *word, size_t len, enum mc_store_engine engine)
{
	if (len == 4 && !memcmp(word, "TEXT", len))
		return engine == MC_STORE_POSTGRES ? "TEXT COLLATE \"C\"" : "TEXT";
	if (len == 5 && !memcmp(word, "BYTES", len))
		return engine == MC_STORE_POSTGRES ? "BYTEA" : "BLOB";
	return NULL;
}

static void add_words(struct mc_buf *out, const char *sql, enum mc_store_engine engine)
{
	while (*sql) {
		size_t len = opaque_length(sql);
		const char *type = NULL;

		if (len == 0 && (len = word_length(sql)) > 0)
			type = type_of_engine(sql, len, engine);
		if (len == 0)
			len = 1;
		if (type)
			mc_buf_addz(out, type);
		else
			mc_buf_add(out, sql, len);
		sql += len;
	}
}

/* Cuts off what stands before the next marker; next becomes whom the rest is for. */
static char *cut_section(enum section *next, struct mc_str *rest)
{
	const char *start = rest->ptr;
	struct mc_str line = { start, 0 };

	while (mc_str_cut_line(&line, rest) && !is_marker(next, line))
		line.ptr = rest->ptr;
	return mc_strndup(start, (size_t)(line.ptr - start));
}

void mc_store_translate(struct mc_buf *out, const char *sql, enum mc_store_engine engine)
{
	const enum section own = engine == MC_STORE_POSTGRES ? ONLY_POSTGRES : ONLY_SQLITE;
	struct mc_str rest = mc_str(sql);
	enum section section = BOTH;

	while (rest.len > 0) {
		enum section next = section;
		MC_AUTOTEXT part = cut_section(&next, &rest);

		if (section == BOTH)
			add_words(out, part, engine);
		else if (section == own)
			mc_buf_addz(out, part);
		section = next;
	}
}
