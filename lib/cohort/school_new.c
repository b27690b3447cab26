/* SPDX-License-Identifier: MIT */
#include "cohort/school.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cohort/projections.h"
#include "course/exercise_new.h"
#include "ext/json_write.h"
#include "os/file.h"
#include "os/scratch.h"
#include "os/user.h"

/* Where several schools share a database, names may be the same: the id has some characters that nobody
 * chose. */
static const char *make_id(struct mc_arena *arena, const char *name)
{
	static const char letters[] = "abcdefghjkmnpqrstvwxyz0123456789";
	unsigned char random[6];
	char tail[sizeof(random) + 1];

	mc_seal_random(random, sizeof(random));
	for (size_t i = 0; i < sizeof(random); i++)
		tail[i] = letters[random[i] % (sizeof(letters) - 1)];
	tail[sizeof(random)] = '\0';
	return mc_arena_format(arena, "%.40s-%s", mc_slug(arena, name, "school"), tail);
}

static struct mc_err *write_settings(const char *dir, const char *id, const char *name,
				     const struct mc_school_wanted *wanted)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOTEXT zone = wanted->time_zone ? mc_strdup(wanted->time_zone) : mc_user_time_zone();
	MC_AUTOTEXT path = mc_path_join(dir, MC_SCHOOL_FILE);
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/school/v1");
	mc_json_key_text(&writer, "id", id);
	mc_json_key_text(&writer, "name", name);
	mc_json_key_text(&writer, "language", wanted->lang);
	mc_json_key_text(&writer, "time_zone", zone);
	mc_json_key_text(&writer, "records", wanted->records ? wanted->records : MC_SCHOOL_RECORDS);
	if (wanted->curriculum)
		mc_json_key_text(&writer, "curriculum", wanted->curriculum);
	mc_json_key_text(&writer, "exclusions", "cirr");
	mc_json_key_int(&writer, "small_cells", 5);
	mc_json_end(&writer);
	mc_buf_addc(&text, '\n');
	/* A URL may hold a password. */
	return mc_file_write_atomic(path, text.ptr, text.len, wanted->records ? 0600 : 0644);
}

struct mc_err *mc_school_write_ignore(const char *dir)
{
	static const char text[] =
		"# Records of people stay here and in backups.\n*\n!.gitignore\n!school.json\n!rules*.json\n"
		/* Which of its files are public, it says itself: cert/keyring.c. */
		"!certificates/\n";
	MC_AUTOTEXT path = mc_path_join(dir, ".gitignore");

	return mc_file_write_atomic(path, text, strlen(text), 0644);
}

static struct mc_err *write_key(const char *dir, const struct mc_buf *passphrase)
{
	MC_AUTOTEXT path = mc_path_join(dir, MC_SCHOOL_KEY);
	MC_AUTO(mc_seal_key) key = MC_SEAL_KEY_INIT;

	mc_seal_key_new(&key);
	return mc_seal_key_write(path, &key, passphrase ? passphrase->ptr : NULL);
}

static struct mc_err *fill(const char *dir, const char *id, const char *name,
			   const struct mc_school_wanted *wanted)
{
	MC_AUTOTEXT file = mc_path_join(dir, MC_SCHOOL_RECORDS);
	const struct mc_records_place place = { .where = wanted->records ? wanted->records : file,
						.school = id,
						.actor = "",
						.projections = &mc_school_projections };

	MC_TRY(write_settings(dir, id, name, wanted));
	MC_TRY(mc_school_write_ignore(dir));
	MC_TRY(write_key(dir, wanted->passphrase));
	return mc_records_create(&place);
}

struct mc_err *mc_school_create(const struct mc_school_wanted *wanted)
{
	MC_AUTO(mc_scratch) scratch = MC_SCRATCH_INIT;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTOTEXT real = realpath(wanted->dir, NULL);
	const char *dir = real ? real : wanted->dir;
	MC_AUTOTEXT parent = mc_file_is_dir(dir) ? mc_strdup(dir) : mc_path_parent(dir);
	MC_AUTOTEXT folder = mc_path_name(dir);
	const char *name = wanted->name ? wanted->name : folder;

	MC_TRY(mc_file_make_dirs(parent));
	MC_TRY(mc_scratch_make(&scratch, parent));
	MC_TRY(fill(scratch.path, make_id(&arena, name), name, wanted));
	MC_TRY(mc_scratch_move(&scratch, dir));
	/* Whoever else uses this machine has no business here; where that cannot be said, the key still is
	 * private. */
	(void)chmod(dir, 0700);
	return NULL;
}
