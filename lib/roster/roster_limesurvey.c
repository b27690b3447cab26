/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/json.h"
#include "roster/roster_parts.h"

/*
 * Responses of LimeSurvey.  Every survey has columns of its own, so a file says what they mean:
 *
 *	{ "version": 1, "columns": { "G01Q02": "email" }, "needed": [ "email" ],
 *	  "values": { "gender": { "A1": "f" } }, "takes_unfinished": false }
 */

/** What the file says. */
struct mapping {
	const char *path;
	struct mc_json *json; /* borrowed */
	struct mc_roster_column columns[MC_TEXT_COUNT];
	struct mc_roster_form form;
	const struct mc_json_node *values; /* NULL: none */
	bool takes_unfinished;
};

static const char *const text_names[] = {
#define X(member, column) [MC_TEXT_##member] = (column),
	MC_ROSTER_TEXTS(X)
#undef X
};

bool mc_roster_is_limesurvey(const struct mc_csv *csv)
{
	return mc_csv_column(csv, "submitdate") != SIZE_MAX && mc_csv_column(csv, "lastpage") != SIZE_MAX;
}

static struct mc_err *bad(const struct mapping *mapping, const struct mc_json_node *node, const char *why)
{
	struct mc_json_place place = mc_json_key_place(mapping->json, node);

	return mc_err_new(MC_E_INPUT, "%s:%u:%u: %s", mapping->path, place.line, place.column, why);
}

/* The text that a name of our own columns means; MC_TEXT_COUNT: none. */
static unsigned text_of(const char *name)
{
	for (unsigned text = 0; text < MC_TEXT_COUNT; text++)
		if (name && !strcmp(name, text_names[text]))
			return text;
	return MC_TEXT_COUNT;
}

static struct mc_err *read_columns(struct mapping *mapping, const struct mc_json_node *node)
{
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		unsigned text = text_of(mc_json_as_text(n));

		if (text == MC_TEXT_COUNT)
			return bad(mapping, n, _("this is no column of migracode-roster(5)"));
		for (size_t i = 0; i < mapping->form.count; i++)
			if (mapping->columns[i].text == text)
				return bad(mapping, n, _("two columns mean the same"));
		mapping->columns[mapping->form.count++] =
			(struct mc_roster_column){ mc_json_key_of(n), text };
	}
	return NULL;
}

static struct mc_err *read_needed(struct mapping *mapping, const struct mc_json_node *node)
{
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		unsigned text = text_of(mc_json_as_text(n));
		bool is_there = false;

		for (size_t i = 0; i < mapping->form.count; i++)
			is_there |= mapping->columns[i].text == text;
		if (!is_there)
			return bad(mapping, n, _("what is needed must stand under 'columns'"));
		mapping->form.needed |= 1u << text;
	}
	return NULL;
}

static struct mc_err *check_values(struct mapping *mapping, const struct mc_json_node *node)
{
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		if (text_of(mc_json_key_of(n)) == MC_TEXT_COUNT || mc_json_type(n) != MC_JSON_OBJECT)
			return bad(mapping, n, _("this is no column of migracode-roster(5) with an object"));
		for (const struct mc_json_node *v = mc_json_first(n); v; v = mc_json_next(v))
			if (!mc_json_as_text(v))
				return bad(mapping, v, _("this must be a text"));
	}
	mapping->values = node;
	return NULL;
}

static struct mc_err *read_key(struct mapping *mapping, const struct mc_json_node *node)
{
	const char *key = mc_json_key_of(node);
	enum mc_json_type type = mc_json_type(node);
	double number;

	if (!strcmp(key, "version") && mc_json_as_number(&number, node) && number == 1)
		return NULL;
	if (!strcmp(key, "columns") && type == MC_JSON_OBJECT)
		return read_columns(mapping, node);
	if (!strcmp(key, "values") && type == MC_JSON_OBJECT)
		return check_values(mapping, node);
	if (!strcmp(key, "takes_unfinished") && mc_json_as_bool(&mapping->takes_unfinished, node))
		return NULL;
	/* Read when all columns are known. */
	if (!strcmp(key, "needed") && type == MC_JSON_ARRAY)
		return NULL;
	return bad(mapping, node, _("this key, or what stands behind it, is not known"));
}

static struct mc_err *read_mapping(struct mapping *mapping)
{
	const struct mc_json_node *root = mc_json_root(mapping->json);

	mapping->form.columns = mapping->columns;
	for (const struct mc_json_node *n = mc_json_first(root); n; n = mc_json_next(n)) {
		if (!mc_json_key_of(n))
			break;
		MC_TRY(read_key(mapping, n));
	}
	if (mapping->form.count == 0)
		return bad(mapping, root, _("'columns' must say what the columns of the survey mean"));
	MC_TRY(read_needed(mapping, mc_json_find(root, "needed")));
	for (size_t i = 0; i < mapping->form.count; i++)
		mapping->form.one_needed |= 1u << mapping->columns[i].text;
	return NULL;
}

/* A response that somebody did not send. */
static bool is_unfinished(const struct mc_csv_row *row, size_t submitdate)
{
	return submitdate != SIZE_MAX &&
	       (!*row->fields[submitdate] || !strcmp(row->fields[submitdate], "N/A"));
}

/* Puts what an answer means in its place. */
static void translate(const char **fields, const struct mapping *mapping, const struct mc_roster_table *table)
{
	for (size_t i = 0; i < mapping->form.count; i++) {
		enum mc_roster_text text = mapping->columns[i].text;
		const struct mc_json_node *meanings = mc_json_find(mapping->values, text_names[text]);

		if (table->at[text] == SIZE_MAX)
			continue;
		const char *meaning = mc_json_as_text(mc_json_find(meanings, fields[table->at[text]]));

		if (meaning)
			fields[table->at[text]] = meaning;
	}
}

static struct mc_err *read_rows(struct mc_roster_table *table, const struct mapping *mapping)
{
	size_t submitdate = mapping->takes_unfinished ? SIZE_MAX : mc_csv_column(table->csv, "submitdate");
	const char *fields[MC_CSV_MAX_COLUMNS];
	struct mc_roster_person person;
	struct mc_csv_row row;
	bool has_row = true;
	size_t unfinished = 0;

	for (;;) {
		MC_TRY(mc_roster_next(&has_row, &row, table));
		if (!has_row)
			break;
		if (is_unfinished(&row, submitdate)) {
			unfinished++;
			continue;
		}
		memcpy(fields, row.fields, row.count * sizeof(*fields));
		row.fields = fields;
		translate(fields, mapping, table);
		if (mc_roster_fill(&person, table, &row))
			MC_TRY(mc_roster_add(table->roster, &person));
	}
	MC_AUTOTEXT text = mc_format(NP_("%zu response that was not sent was left out",
					 "%zu responses that were not sent were left out", unfinished),
				     unfinished);

	if (unfinished > 0)
		mc_roster_note(table->roster, table->file, 0, text);
	return NULL;
}

/* Every column that the file names must be there: a survey that was changed would lose answers in silence. */
static struct mc_err *check_columns(const struct mc_roster_table *table, const struct mapping *mapping)
{
	for (size_t i = 0; i < mapping->form.count; i++)
		if (mc_csv_column(table->csv, mapping->columns[i].name) == SIZE_MAX)
			return mc_err_hint(mc_err_new(MC_E_INPUT,
						      _("'%s' has no column '%s', which '%s' names"),
						      table->file, mapping->columns[i].name, mapping->path),
					   _("export the responses with question codes as headings"));
	return NULL;
}

struct mc_err *mc_roster_read_limesurvey(struct mc_roster_table *table)
{
	MC_AUTOPTR(mc_json) json = NULL;
	struct mapping mapping = { .path = table->source->mapping };

	if (!mapping.path)
		return mc_err_hint(mc_err_new(MC_E_INPUT,
					      _("a file must say what the columns of the survey '%s' mean"),
					      table->file),
				   _("how it is written: man 5 migracode-roster"));
	MC_TRY(mc_json_open_file(&json, mapping.path));
	mapping.json = json;
	MC_TRY(read_mapping(&mapping));
	MC_TRY(check_columns(table, &mapping));
	table->form = &mapping.form;
	MC_TRY(mc_roster_table_open(table));
	MC_TRY(read_rows(table, &mapping));
	table->form = NULL;
	return NULL;
}
