/* SPDX-License-Identifier: MIT */
#include "records/tables.h"

#include <assert.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "records/schema.h"

enum { PAGE = 1000 };

void mc_tables_release(struct mc_tables *tables)
{
	free(tables->items);
	mc_arena_release(&tables->arena);
	*tables = (struct mc_tables)MC_TABLES_INIT;
}

const struct mc_table *mc_tables_find(const struct mc_tables *tables, const char *name)
{
	for (size_t i = 0; i < tables->count; i++) {
		if (!strcmp(tables->items[i].name, name))
			return &tables->items[i];
	}
	return NULL;
}

/* ---- reading definitions ---- */

static struct mc_str first_word(struct mc_str text)
{
	size_t len = 0;

	text = mc_str_trim(text);
	while (len < text.len && !strchr(" (,;\n\t", text.ptr[len]))
		len++;
	return (struct mc_str){ text.ptr, len };
}

/* What stands before the next comma, or the bracket that ends the list; text is moved behind it. False at
 * the end. */
static bool cut_piece(struct mc_str *piece, struct mc_str *text)
{
	size_t len = 0;
	unsigned depth = 0;

	if (text->len == 0 || text->ptr[0] == ')')
		return false;
	for (; len < text->len; len++) {
		char c = text->ptr[len];

		if (depth == 0 && (c == ',' || c == ')'))
			break;
		depth += c == '(';
		depth -= c == ')';
	}
	*piece = (struct mc_str){ text->ptr, len };
	len += len < text->len && text->ptr[len] == ',';
	*text = (struct mc_str){ text->ptr + len, text->len - len };
	return true;
}

/* text: behind the bracket that opens the list. */
static void read_keys(struct mc_table *table, struct mc_arena *arena, struct mc_str text)
{
	struct mc_str piece;

	while (cut_piece(&piece, &text)) {
		struct mc_str name = first_word(piece);

		assert(table->key_count < MC_TABLE_MAX_COLUMNS);
		table->keys[table->key_count++] = mc_arena_copy(arena, name.ptr, name.len);
	}
}

static void read_piece(struct mc_table *table, struct mc_arena *arena, struct mc_str piece)
{
	struct mc_str word = first_word(piece);
	const char *open = memchr(piece.ptr, '(', piece.len);

	if (mc_str_is_equal(word, mc_str("FOREIGN")))
		return;
	if (mc_str_is_equal(word, mc_str("PRIMARY"))) {
		assert(open);
		read_keys(table, arena,
			  (struct mc_str){ open + 1, piece.len - (size_t)(open + 1 - piece.ptr) });
		return;
	}
	assert(table->column_count < MC_TABLE_MAX_COLUMNS);
	table->columns[table->column_count++] = mc_arena_copy(arena, word.ptr, word.len);
}

static void read_table(struct mc_tables *tables, const char *definition)
{
	struct mc_arena *arena = &tables->arena;
	struct mc_str name = first_word(mc_str(definition));
	const char *open = strchr(definition, '(');
	struct mc_table *table = MC_VEC_ADD(tables->items, tables->count, tables->capacity);
	struct mc_str rest, piece;

	assert(open);
	*table = (struct mc_table){ .name = mc_arena_copy(arena, name.ptr, name.len) };
	for (rest = mc_str(open + 1); cut_piece(&piece, &rest);)
		read_piece(table, arena, piece);
}

/* "ALTER TABLE name ADD COLUMN column …" */
static void read_addition(struct mc_tables *tables, const char *definition)
{
	static const char add[] = " ADD COLUMN ";
	struct mc_str name = first_word(mc_str(definition));
	const char *column = strstr(definition, add);

	for (size_t i = 0; i < tables->count; i++) {
		if (column && mc_str_is_equal(mc_str(tables->items[i].name), name))
			read_piece(&tables->items[i], &tables->arena,
				   first_word(mc_str(column + strlen(add))));
	}
}

void mc_tables_read(struct mc_tables *tables, int version)
{
	static const char create[] = "CREATE TABLE ", alter[] = "ALTER TABLE ";

	for (int i = 0; i < version; i++) {
		const char *sql = mc_schema_steps[i].sql;

		for (const char *at = sql; (at = strstr(at, create)); at += strlen(create))
			read_table(tables, at + strlen(create));
		for (const char *at = sql; (at = strstr(at, alter)); at += strlen(alter))
			read_addition(tables, at + strlen(alter));
	}
}

/* ---- what is in a table ---- */

static void add_names(struct mc_buf *out, const char *const names[], size_t count)
{
	for (size_t i = 0; i < count; i++)
		mc_buf_addf(out, "%s%s", i ? ", " : "", names[i]);
}

/*
 * The key begins with the school. The first page has no row before it, so its statement leaves that out.
 */
static void write_select(struct mc_buf *out, const struct mc_table *table, bool is_first)
{
	mc_buf_addz(out, "SELECT ");
	add_names(out, table->columns, table->column_count);
	mc_buf_addf(out, " FROM %s WHERE school_id = ?1", table->name);
	if (!is_first) {
		mc_buf_addz(out, " AND (");
		add_names(out, table->keys + 1, table->key_count - 1);
		mc_buf_addz(out, ") > (");
		for (size_t i = 1; i < table->key_count; i++)
			mc_buf_addf(out, "%s?%zu", i > 1 ? ", " : "", i + 1);
		mc_buf_addc(out, ')');
	}
	mc_buf_addz(out, " ORDER BY ");
	add_names(out, table->keys, table->key_count);
	mc_buf_addf(out, " LIMIT %d", PAGE);
}

/* One page of a table. */
struct page {
	const struct mc_table *table;
	const char *school;
	struct mc_hash hash;
	char *last[MC_TABLE_MAX_COLUMNS]; /* the key of the last row */
	size_t count;
};

static void add_row(struct page *page, const struct mc_query *query)
{
	for (size_t i = 0; i < page->table->column_count; i++)
		mc_hash_add_text(&page->hash, mc_query_text(query, (unsigned)i));
	page->count++;
}

static void keep_key(struct page *page, struct mc_arena *arena, const struct mc_query *query)
{
	const struct mc_table *table = page->table;

	for (size_t i = 1; i < table->key_count; i++) {
		unsigned column = 0;

		while (strcmp(table->columns[column], table->keys[i]) != 0)
			column++;
		page->last[i] = mc_arena_strdup(arena, mc_query_text(query, column));
	}
}

static struct mc_err *hash_page(struct page *page, struct mc_arena *arena, struct mc_query *query)
{
	bool has_row = false;

	mc_query_bind_text(query, 1, page->school);
	for (size_t i = 1; i < page->table->key_count && page->last[i]; i++)
		mc_query_bind_text(query, (unsigned)i + 1, page->last[i]);
	for (page->count = 0;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			break;
		add_row(page, query);
		if (page->count == PAGE)
			keep_key(page, arena, query);
	}
	mc_query_reset(query);
	return NULL;
}

struct mc_err *mc_table_digest(char hex[MC_HASH_HEX], struct mc_records *records,
			       const struct mc_table *table)
{
	MC_AUTO(mc_buf) first = MC_BUF_INIT, next = MC_BUF_INIT;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTOPTR(mc_query) first_query = NULL;
	MC_AUTOPTR(mc_query) next_query = NULL;
	struct page page = { .table = table, .school = mc_records_school(records) };

	mc_hash_init(&page.hash);
	write_select(&first, table, true);
	write_select(&next, table, false);
	MC_TRY(mc_query_open(&first_query, mc_records_store(records), first.ptr));
	MC_TRY(mc_query_open(&next_query, mc_records_store(records), next.ptr));
	for (struct mc_query *query = first_query; query;) {
		MC_TRY(hash_page(&page, &arena, query));
		query = page.count == PAGE ? next_query : NULL;
	}
	mc_hash_hex(hex, &page.hash);
	return NULL;
}
