/* SPDX-License-Identifier: MIT */
#include "roster/roster.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "ext/archive.h"
#include "os/file.h"
#include "os/tree_read.h"
#include "roster/roster_parts.h"

static const char *const names[] = { [MC_ROSTER_ANY] = "",
#define X(constant, name, about) [constant] = (name),
				     MC_ROSTER_FORMATS(X)
#undef X
};

/* The formats that are one table; the first that knows a column of it is it. */
static const struct {
	enum mc_roster_format format;
	bool (*is_it)(const struct mc_csv *csv);
	struct mc_err *(*read)(struct mc_roster_table *table);
} tables[] = {
	{ MC_ROSTER_CLASSROOM, mc_roster_is_classroom, mc_roster_read_classroom },
	{ MC_ROSTER_MOODLE, mc_roster_is_moodle, mc_roster_read_moodle },
	{ MC_ROSTER_ONEROSTER, mc_roster_is_oneroster, mc_roster_read_users },
	{ MC_ROSTER_LIMESURVEY, mc_roster_is_limesurvey, mc_roster_read_limesurvey },
	{ MC_ROSTER_CSV, mc_roster_is_own, mc_roster_read_own },
};

void mc_roster_release(struct mc_roster *roster)
{
	free(roster->people);
	free(roster->notices);
	free(roster->faults);
	mc_arena_release(&roster->arena);
	*roster = (struct mc_roster)MC_ROSTER_INIT;
}

const char *mc_roster_format_name(enum mc_roster_format format)
{
	return names[format];
}

enum mc_roster_format mc_roster_format_of(const char *name)
{
	for (unsigned i = MC_ROSTER_ANY + 1; i < MC_COUNT(names); i++)
		if (!strcmp(names[i], name))
			return i;
	return MC_ROSTER_ANY;
}

static struct mc_err *not_known(const char *file)
{
	return mc_err_hint(
		mc_err_new(MC_E_INPUT, _("'%s' is no list of people that can be told by its columns"), file),
		_("name the columns in the first line, or name the format: man 5 migracode-roster"));
}

/* The index of the format that is asked for, or of the one that the columns speak for. */
static size_t find_table(const struct mc_csv *csv, enum mc_roster_format format)
{
	for (size_t i = 0; i < MC_COUNT(tables); i++)
		if (format == MC_ROSTER_ANY ? tables[i].is_it(csv) : tables[i].format == format)
			return i;
	return SIZE_MAX;
}

static struct mc_err *read_table(struct mc_roster *roster, const struct mc_roster_source *source,
				 const char *bytes, size_t len)
{
	MC_AUTOPTR(mc_csv) csv = NULL;
	struct mc_roster_table table = { .roster = roster, .source = source, .file = source->path };

	MC_TRY(mc_csv_open(&csv, bytes, len, source->path));
	size_t found = find_table(csv, source->format);

	if (found == SIZE_MAX)
		return not_known(source->path);
	table.csv = csv;
	roster->format = names[tables[found].format];
	mc_roster_note_table(roster, source->path, csv);
	MC_TRY(tables[found].read(&table));
	mc_roster_finish(roster, source, source->path);
	return NULL;
}

static const char *const table_files[] = { "*.csv", "*/*.csv", "*.CSV", "*/*.CSV" };

static const struct mc_tree_filter table_filter = { .globs = table_files,
						    .glob_count = MC_COUNT(table_files),
						    .max_files = MC_ROSTER_MAX_FILES,
						    .max_bytes = MC_ROSTER_MAX_BYTES };

/* Only OneRoster is several files. */
static struct mc_err *read_files(struct mc_roster *roster, const struct mc_roster_source *source,
				 const struct mc_tree *tree)
{
	if (source->format != MC_ROSTER_ANY && source->format != MC_ROSTER_ONEROSTER)
		return mc_err_new(MC_E_INPUT, _("'%s' is not one table, as the format '%s' is"), source->path,
				  names[source->format]);
	roster->format = names[MC_ROSTER_ONEROSTER];
	return mc_roster_read_oneroster(roster, source, tree);
}

struct mc_err *mc_roster_read_bytes(struct mc_roster *roster, const struct mc_roster_source *source,
				    const char *bytes, size_t len)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	if (len < 4 || memcmp(bytes, "PK\x03\x04", 4) != 0)
		return read_table(roster, source, bytes, len);
	MC_TRY_AS(mc_archive_read(&tree, bytes, len, &table_filter), _("cannot read '%s'"), source->path);
	return read_files(roster, source, &tree);
}

struct mc_err *mc_roster_read(struct mc_roster *roster, const struct mc_roster_source *source)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	if (mc_file_is_dir(source->path)) {
		MC_TRY_AS(mc_tree_read_dir(&tree, source->path, &table_filter), _("cannot read the list"));
		return read_files(roster, source, &tree);
	}
	MC_TRY_AS(mc_buf_read_file(&bytes, source->path, MC_CSV_MAX_BYTES), _("cannot read the list"));
	return mc_roster_read_bytes(roster, source, bytes.ptr, bytes.len);
}

struct mc_err *mc_roster_check(const struct mc_roster *roster)
{
	if (roster->fault_count == 0)
		return NULL;
	const struct mc_roster_notice *first = &roster->faults[0];

	return mc_err_new(MC_E_INPUT,
			  NP_("the list has %zu fault; %s:%zu: %s",
			      "the list has %zu faults; the first: %s:%zu: %s", roster->fault_count),
			  roster->fault_count, first->file, first->line, first->text);
}
