/* SPDX-License-Identifier: MIT */
#include "cohort/keep.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/time.h"
#include "cohort/projections.h"
#include "ext/json_pull.h"
#include "ext/json_write.h"
#include "os/clock.h"
#include "os/dir.h"
#include "os/file.h"
#include "os/scratch.h"

enum { MAX_KEY_BYTES = 16 * 1024, MAX_FILES = 100 };

/* ---- writing ---- */

static bool is_wanted(const char *name)
{
	size_t len = strlen(name);

	return !strcmp(name, MC_SCHOOL_FILE) ||
	       (!strncmp(name, "rules", 5) && len > 5 && !strcmp(name + len - 5, ".json"));
}

static struct mc_err *read_files(struct mc_backup_file *files, size_t *count, const struct mc_dir *names,
				 const char *dir)
{
	for (size_t i = 0; i < names->count && *count < MAX_FILES; i++) {
		if (!is_wanted(names->names[i]))
			continue;
		MC_AUTOTEXT path = mc_path_join(dir, names->names[i]);
		struct mc_backup_file *file = &files[(*count)++];

		*file = (struct mc_backup_file){ names->names[i], MC_BUF_INIT };
		MC_TRY(mc_buf_read_file(&file->bytes, path, MC_JSON_MAX_BYTES));
	}
	return NULL;
}

static struct mc_err *choose_path(char **path, const struct mc_school *school, const char *place)
{
	MC_AUTOTEXT own = mc_path_join(school->dir, MC_KEEP_FOLDER);
	MC_AUTO(mc_buf) name = MC_BUF_INIT;

	if (place && !mc_file_is_dir(place)) {
		*path = mc_strdup(place);
		return NULL;
	}
	if (!place && mkdir(own, 0700) != 0 && errno != EEXIST)
		return mc_err_sys(MC_E_IO, errno, _("cannot make '%s'"), own);
	mc_buf_addf(&name, "%s-", school->id);
	mc_time_add(&name, mc_clock_unix_ms() / 1000);
	/* No colon, which Windows refuses and scp takes for the end of a host. */
	for (char *p = name.ptr; *p; p++)
		*p = (char)(*p == ':' ? '-' : *p);
	mc_buf_addz(&name, ".backup");
	*path = mc_path_join(place ? place : own, name.ptr);
	return NULL;
}

struct mc_err *mc_school_backup(char **path, struct mc_backup_counts *counts, struct mc_records *records,
				const struct mc_school *school, const char *place,
				const struct mc_records_progress *progress)
{
	struct mc_backup_file files[MAX_FILES];
	MC_AUTO(mc_dir) names = MC_DIR_INIT;
	MC_AUTOTEXT chosen = NULL;
	size_t count = 0;

	MC_TRY(mc_dir_read_files(&names, school->dir));
	struct mc_err *err = read_files(files, &count, &names, school->dir);

	if (!err)
		err = choose_path(&chosen, school, place);
	if (!err)
		err = mc_backup_write(counts, records, chosen, files, count, progress);
	for (size_t i = 0; i < count; i++)
		mc_buf_release(&files[i].bytes);
	if (!err)
		*path = MC_TAKE(chosen);
	return err;
}

bool mc_school_has_backups(const struct mc_school *school)
{
	MC_AUTOTEXT ring = mc_format("%s/" MC_KEEP_FOLDER "/" MC_RING_NAME, school->dir);

	return mc_file_exists(ring);
}

struct mc_err *mc_school_renew_ring(struct mc_records *records, const struct mc_school *school)
{
	MC_AUTOTEXT own = mc_path_join(school->dir, MC_KEEP_FOLDER);

	return mc_ring_renew(records, own);
}

/* ---- restoring ---- */

/* Says in school.json where its records are now; everything else stays as somebody wrote it. */
static struct mc_err *set_records(struct mc_buf *out, const struct mc_buf *json, const char *place)
{
	struct mc_json_pull pull = MC_JSON_PULL_INIT;
	struct mc_json_token token = { .kind = MC_JSON_IS_NULL };
	struct mc_err *err = NULL;

	mc_json_pull_start(&pull, json->ptr, json->len);
	while (!err && token.kind != MC_JSON_IS_DONE) {
		err = mc_json_pull_next(&token, &pull);
		if (!err && token.kind == MC_JSON_IS_TEXT && pull.depth == 1 &&
		    mc_str_is_equal(token.key, mc_str("records")))
			break;
	}
	if (!err && token.kind == MC_JSON_IS_TEXT) {
		size_t start = (size_t)(token.raw.ptr - json->ptr) - 1;

		mc_buf_add(out, json->ptr, start);
		mc_json_quote(out, place, strlen(place));
		mc_buf_addz(out, token.raw.ptr + token.raw.len + 1);
	} else if (!err) {
		mc_buf_addz(out, json->ptr);
	}
	mc_json_pull_release(&pull);
	return err;
}

static struct mc_err *write_file(const char *dir, const struct mc_backup_file *file, const char *place)
{
	MC_AUTOTEXT path = mc_path_join(dir, file->name);
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (!is_wanted(file->name) || strchr(file->name, '/'))
		return NULL;
	if (strcmp(file->name, MC_SCHOOL_FILE) != 0)
		return mc_file_write_atomic(path, file->bytes.ptr, file->bytes.len, 0644);
	MC_TRY(set_records(&text, &file->bytes, place));
	/* A URL may hold a password. */
	return mc_file_write_atomic(path, text.ptr, text.len, mc_store_is_postgres(place) ? 0600 : 0644);
}

static struct mc_err *copy_key(const char *dir, const char *from)
{
	MC_AUTOTEXT path = mc_path_join(dir, MC_SCHOOL_KEY);
	char bytes[MAX_KEY_BYTES];
	size_t len = 0;
	struct mc_err *err = mc_file_read_private(bytes, &len, sizeof(bytes), from);

	if (!err)
		err = mc_file_write_new(path, bytes, len, 0600);
	explicit_bzero(bytes, sizeof(bytes));
	return err;
}

static struct mc_err *fill_records(struct mc_backup_counts *counts, struct mc_backup_in *backup,
				   const struct mc_school_restoring *restoring, const char *dir,
				   const struct mc_records_progress *progress)
{
	MC_AUTOTEXT file = mc_path_join(dir, MC_SCHOOL_RECORDS);
	MC_AUTOTEXT key = mc_path_join(dir, MC_SCHOOL_KEY);
	const struct mc_records_place place = { .where = restoring->records ? restoring->records : file,
						.school = backup->school,
						.actor = restoring->actor ? restoring->actor : "",
						.key_path = key,
						.asker = restoring->asker,
						.projections = &mc_school_projections };
	MC_AUTOPTR(mc_records) records = NULL;

	MC_TRY(mc_records_create(&place));
	MC_TRY(mc_records_open(&records, &place));
	return mc_backup_restore(counts, records, backup, progress);
}

static struct mc_err *fill(struct mc_backup_counts *counts, struct mc_backup_in *backup,
			   const struct mc_school_restoring *restoring, const char *dir, const char *key,
			   const struct mc_records_progress *progress)
{
	const char *place = restoring->records ? restoring->records : MC_SCHOOL_RECORDS;

	for (size_t i = 0; i < backup->file_count; i++)
		MC_TRY(write_file(dir, &backup->files[i], place));
	MC_TRY(copy_key(dir, key));
	MC_TRY(mc_school_write_ignore(dir));
	return fill_records(counts, backup, restoring, dir, progress);
}

static struct mc_err *restore(struct mc_backup_counts *counts, struct mc_backup_in *backup,
			      const struct mc_school_restoring *restoring, const char *key,
			      const struct mc_records_progress *progress)
{
	MC_AUTO(mc_scratch) scratch = MC_SCRATCH_INIT;
	MC_AUTOTEXT real = realpath(restoring->dir, NULL);
	const char *dir = real ? real : restoring->dir;
	MC_AUTOTEXT parent = mc_file_is_dir(dir) ? mc_strdup(dir) : mc_path_parent(dir);

	MC_TRY(mc_file_make_dirs(parent));
	MC_TRY(mc_scratch_make(&scratch, parent));
	MC_TRY(fill(counts, backup, restoring, scratch.path, key, progress));
	MC_TRY(mc_scratch_move(&scratch, dir));
	(void)chmod(dir, 0700);
	return NULL;
}

static struct mc_err *check_target(const char *dir)
{
	MC_AUTO(mc_dir) names = MC_DIR_INIT;

	if (!mc_file_exists(dir))
		return NULL;
	if (!mc_file_is_dir(dir))
		return mc_err_new(MC_E_INPUT, _("'%s' is there already, and is no folder"), dir);
	MC_TRY(mc_dir_read_files(&names, dir));
	MC_TRY(mc_dir_read_folders(&names, dir));
	return names.count ? mc_err_new(MC_E_INPUT, _("'%s' is not empty"), dir) : NULL;
}

struct mc_err *mc_school_restore(struct mc_backup_counts *counts, const struct mc_school_restoring *restoring,
				 const struct mc_records_progress *progress)
{
	MC_AUTO(mc_backup_in) backup = MC_BACKUP_IN_INIT;
	MC_AUTO(mc_seal_key) key = MC_SEAL_KEY_INIT;
	MC_AUTOTEXT folder = mc_path_parent(restoring->file);
	MC_AUTOTEXT ring = mc_path_join(folder, MC_RING_NAME);
	MC_AUTOTEXT usual = mc_format("%s/../" MC_SCHOOL_KEY, folder);
	const char *path = restoring->key ? restoring->key : usual;

	MC_TRY(check_target(restoring->dir));
	if (restoring->records && !mc_store_is_postgres(restoring->records))
		return mc_err_new(
			MC_E_USAGE, "%s",
			_("records are restored into a file in the new folder, or with --records into "
			  "postgresql://…"));
	if (!restoring->key && !mc_file_exists(usual))
		return mc_err_hint(
			mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--key"), "%s",
			_("the key of the school is not in its backups: name the copy of records.key"));
	MC_TRY(mc_seal_key_read(&key, path, restoring->asker));
	MC_TRY(mc_backup_open(&backup, restoring->file, &key));
	if (!restoring->without_names && !mc_file_exists(ring))
		return mc_err_hint(mc_err_new(MC_E_INPUT,
					      _("the key ring '%s' is missing: without it no name can be "
						"read"),
					      ring),
				   "%s",
				   _("put it beside the backup; --without-names restores everything else"));
	backup.ring_path = restoring->without_names ? NULL : ring;
	return restore(counts, &backup, restoring, path, progress);
}
