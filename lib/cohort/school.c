/* SPDX-License-Identifier: MIT */
#include "cohort/school.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cohort/projections.h"
#include "course/spec.h"
#include "os/file.h"
#include "os/user.h"

enum { SMALL_CELLS = 5 };

void mc_school_release(struct mc_school *school)
{
	mc_arena_release(&school->arena);
	*school = (struct mc_school)MC_SCHOOL_INIT;
}

/* ---- finding ---- */

static struct mc_err *no_school(const char *dir)
{
	struct mc_err *err =
		dir ? mc_err_new(MC_E_INPUT, _("there is no school in '%s': it has no school.json"), dir)
		    : mc_err_new(MC_E_INPUT, "%s", _("no folder from here upwards has a school.json"));

	return mc_err_hint(err, "%s",
			   _("name the school with --school, or make one: migracode init school my-school"));
}

/* The folder at or above the present one that holds a school; owned by the caller, NULL when there is none.
 */
static char *find_upwards(void)
{
	MC_AUTOTEXT dir = getcwd(NULL, 0);

	while (dir) {
		MC_AUTOTEXT file = mc_path_join(dir, MC_SCHOOL_FILE);

		if (mc_file_is_regular(file))
			return MC_TAKE(dir);
		if (!strcmp(dir, "/"))
			break;
		char *parent = mc_path_parent(dir);

		free(dir);
		dir = parent;
	}
	return NULL;
}

/* ---- reading ---- */

static void read_retention(struct mc_school *school, const struct mc_spec *spec,
			   const struct mc_json_node *node)
{
	if (!node || !mc_spec_object(spec, node, mc_purpose_names, MC_PURPOSE_COUNT))
		return;
	for (unsigned i = 0; i < MC_PURPOSE_COUNT; i++)
		mc_spec_integer(&school->retention_days[i], spec, mc_json_find(node, mc_purpose_names[i]), 0,
				MC_PURPOSE_MAX_DAYS);
}

static void read_root(struct mc_school *school, const struct mc_spec *spec, const struct mc_json_node *root)
{
	static const char *const keys[] = { "$schema",	   "schema",	  "id",	     "name",
					    "language",	   "time_zone",	  "records", "curriculum",
					    "exclusions",  "small_cells", "risk",    "retention",
					    "certificates" };
	static const char *const profiles[] = { "cirr", "ipeds" };
	size_t profile = 0;

	(void)mc_spec_object(spec, root, keys, MC_COUNT(keys));
	mc_spec_schema(spec, root, "migracode/school/v1");
	mc_spec_id(&school->id, spec, mc_spec_need(spec, root, "id"));
	mc_spec_text(&school->name, spec, mc_json_find(root, "name"));
	mc_spec_text(&school->lang, spec, mc_json_find(root, "language"));
	mc_spec_text(&school->time_zone, spec, mc_json_find(root, "time_zone"));
	mc_spec_text(&school->records, spec, mc_json_find(root, "records"));
	mc_spec_text(&school->curriculum, spec, mc_json_find(root, "curriculum"));
	if (mc_spec_choice(&profile, spec, mc_json_find(root, "exclusions"), profiles, MC_COUNT(profiles)))
		school->exclusions = profile ? MC_EXCLUSIONS_IPEDS : MC_EXCLUSIONS_CIRR;
	mc_spec_integer(&school->small_cells, spec, mc_json_find(root, "small_cells"), 2, 100);
	mc_risk_settings_read(&school->risk, spec, mc_json_find(root, "risk"));
	(void)mc_spec_is(spec, mc_json_find(root, "$schema"), MC_JSON_TEXT);
	read_retention(school, spec, mc_json_find(root, "retention"));
	/* What it says is read where certificates are made: cert/settings.h. */
	(void)mc_spec_is(spec, mc_json_find(root, "certificates"), MC_JSON_OBJECT);
}

struct mc_err *mc_school_parse(struct mc_school *school, const char *path, const char *bytes, size_t len)
{
	MC_AUTO(mc_findings) found = MC_FINDINGS_INIT;
	struct mc_spec spec = { .arena = &school->arena, .findings = &found, .path = path, .dir = NULL };

	school->lang = "en";
	school->time_zone = "UTC";
	school->records = MC_SCHOOL_RECORDS;
	school->small_cells = SMALL_CELLS;
	mc_risk_settings_default(&school->risk);
	memcpy(school->retention_days, mc_purpose_days, sizeof(school->retention_days));
	const struct mc_json_node *root = mc_spec_parse(&spec, bytes, len);

	if (root)
		read_root(school, &spec, root);
	mc_spec_release(&spec);
	return mc_spec_conclude(NULL, &found);
}

struct mc_err *mc_school_open(struct mc_school *school, const char *dir)
{
	MC_AUTOTEXT found = dir ? mc_strdup(dir) : find_upwards();
	MC_AUTO(mc_school) read = MC_SCHOOL_INIT;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	if (!found)
		return no_school(NULL);
	MC_AUTOTEXT path = mc_path_join(found, MC_SCHOOL_FILE);

	if (!mc_file_is_regular(path))
		return no_school(found);
	read.dir = mc_arena_strdup(&read.arena, found);
	MC_TRY(mc_buf_read_file(&bytes, path, MC_JSON_MAX_BYTES));
	MC_TRY(mc_school_parse(&read, path, bytes.ptr, bytes.len));
	*school = read;
	read = (struct mc_school)MC_SCHOOL_INIT;
	return NULL;
}

/* ---- its records ---- */

char *mc_school_curriculum_path(const struct mc_school *school, const char *of_cohort)
{
	const char *path = of_cohort ? of_cohort : school->curriculum;

	if (!path)
		return NULL;
	MC_AUTOTEXT below = path[0] == '/' ? mc_strdup(path) : mc_path_join(school->dir, path);

	return mc_file_is_dir(below) ? MC_TAKE(below) : mc_strdup(path);
}

char *mc_school_records_path(const struct mc_school *school, const char *where)
{
	const char *place = where ? where : school->records;

	if (where || mc_store_is_postgres(place) || place[0] == '/')
		return mc_strdup(place);
	return mc_path_join(school->dir, place);
}

/* A file has the records of one school. Under another id they would look empty and whole, and a new log would
 * begin. */
static struct mc_err *check_school(struct mc_store *store, const char *school)
{
	MC_AUTOPTR(mc_query) query = NULL;
	bool has_row = false;

	if (mc_store_engine(store) != MC_STORE_SQLITE)
		return NULL;
	MC_TRY(mc_query_open(&query, store,
			     "SELECT school_id FROM event WHERE school_id < ?1 UNION ALL"
			     " SELECT school_id FROM event WHERE school_id > ?1 LIMIT 1"));
	mc_query_bind_text(query, 1, school);
	MC_TRY(mc_query_step(&has_row, query));
	if (!has_row)
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' has the records of the school '%s', not of '%s'"),
				      mc_store_name(store), mc_query_text(query, 0), school),
			   "%s", _("the id in school.json never changes: write the right one there"));
}

struct mc_err *mc_school_open_records(struct mc_records **records, const struct mc_school *school,
				      const char *where, const char *actor, const struct mc_seal_asker *asker)
{
	MC_AUTOTEXT path = mc_school_records_path(school, where);
	MC_AUTOTEXT key = mc_path_join(school->dir, MC_SCHOOL_KEY);
	MC_AUTOTEXT account = mc_user_name();
	const struct mc_records_place place = { .where = path,
						.school = school->id,
						.actor = actor ? actor : account,
						.key_path = key,
						.asker = asker,
						.projections = &mc_school_projections };

	MC_AUTOPTR(mc_records) opened = NULL;

	MC_TRY(mc_records_open(&opened, &place));
	MC_TRY(check_school(mc_records_store(opened), school->id));
	*records = MC_TAKE(opened);
	return NULL;
}
