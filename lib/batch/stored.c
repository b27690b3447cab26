/* SPDX-License-Identifier: MIT */
#include "batch/stored.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/hash.h"
#include "ext/json_pull.h"
#include "os/dir.h"
#include "os/file.h"
#include "os/lock.h"

/* So many hex digits of a key are the number of the byte that its claim locks: below the largest offset. */
enum { CLAIM_DIGITS = 15 };

void mc_stored_key(char key[MC_STORED_KEY], const char *spec, const char *digest, const char *tools,
		   const char *version)
{
	struct mc_hash hash;

	mc_hash_init(&hash);
	mc_hash_add_text(&hash, MC_STORED_SCHEMA);
	mc_hash_add_text(&hash, spec);
	mc_hash_add_text(&hash, digest);
	mc_hash_add_text(&hash, tools);
	mc_hash_add_text(&hash, version);
	mc_hash_hex(key, &hash);
}

/* ---- files ---- */

static char *folder_of(const char *dir, const char *key)
{
	return mc_format("%s/%.2s", dir, key);
}

static char *path_of(const char *dir, const char *key)
{
	return mc_format("%s/%.2s/%s.json", dir, key, key);
}

bool mc_stored_has(const char *dir, const char *key)
{
	MC_AUTOTEXT path = path_of(dir, key);

	return mc_file_is_regular(path);
}

struct mc_err *mc_stored_read(struct mc_buf *bytes, const char *dir, const char *key)
{
	MC_AUTOTEXT path = path_of(dir, key);

	if (!mc_file_is_regular(path))
		return mc_err_hint(mc_err_new(MC_E_NOTHING, _("there is no stored result '%s'"), path), "%s",
				   _("'migracode grade --cohort <id>' computes what is missing"));
	return mc_buf_read_file(bytes, path, MC_STORED_MAX_BYTES);
}

struct mc_err *mc_stored_write(bool *is_first, const char *dir, const char *key, struct mc_str bytes)
{
	MC_AUTOTEXT folder = folder_of(dir, key);
	MC_AUTOTEXT path = path_of(dir, key);
	MC_AUTO(mc_buf) there = MC_BUF_INIT;

	MC_TRY(mc_file_make_dirs(folder));
	struct mc_err *err = mc_file_write_new(path, bytes.ptr, bytes.len, 0600);

	*is_first = !err;
	if (!err || err->code != MC_E_INPUT)
		return err;
	mc_err_drop(err);
	MC_TRY(mc_buf_read_file(&there, path, MC_STORED_MAX_BYTES));
	*is_first = mc_str_is_equal(bytes, (struct mc_str){ there.ptr, there.len });
	return NULL;
}

void mc_stored_sweep(const char *dir, const char *key)
{
	MC_AUTOTEXT folder = folder_of(dir, key);
	MC_AUTOTEXT head = mc_format("%s.json.", key);
	MC_AUTO(mc_dir) files = MC_DIR_INIT;

	if (!mc_file_is_dir(folder))
		return;
	mc_err_drop(mc_dir_read_files(&files, folder));
	for (size_t i = 0; i < files.count; i++) {
		MC_AUTOTEXT path = mc_path_join(folder, files.names[i]);

		if (!strncmp(files.names[i], head, strlen(head)))
			(void)unlink(path);
	}
}

struct mc_err *mc_stored_remove(const char *dir, const char *key)
{
	MC_AUTOTEXT path = path_of(dir, key);

	if (unlink(path) != 0 && errno != ENOENT)
		return mc_err_sys(MC_E_IO, errno, _("cannot remove '%s'"), path);
	return NULL;
}

/* ---- the head ---- */

void mc_stored_head_release(struct mc_stored_head *head)
{
	mc_buf_release(&head->reason);
}

static bool is_verdict(enum mc_verdict *verdict, const char *name)
{
	for (int v = MC_PASS; v <= MC_FLAKY; v++) {
		if (strcmp(mc_verdict_name((enum mc_verdict)v), name) != 0)
			continue;
		*verdict = (enum mc_verdict)v;
		return true;
	}
	return false;
}

static bool is_thousandths(int64_t *value, struct mc_str raw)
{
	MC_AUTOTEXT digits = mc_strndup(raw.ptr, raw.len);
	double number = strtod(digits, NULL) * 1000;

	if (!(fabs(number) < 1e15))
		return false;
	*value = llround(number);
	return true;
}

/* Takes one member of the head; what is not of it is passed over. */
static struct mc_err *take_member(struct mc_stored_head *head, unsigned *found, struct mc_json_pull *pull,
				  const struct mc_json_token *token)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	bool is_text = token->kind == MC_JSON_IS_TEXT;

	if (mc_str_is_equal(token->key, mc_str("verdict")) && is_text) {
		mc_json_pull_text(&text, token->raw, 64);
		*found |= is_verdict(&head->verdict, text.ptr) ? 1u : 0u;
	} else if (mc_str_is_equal(token->key, mc_str("points")) && token->kind == MC_JSON_IS_NUMBER) {
		*found |= is_thousandths(&head->points, token->raw) ? 2u : 0u;
	} else if (mc_str_is_equal(token->key, mc_str("max")) && token->kind == MC_JSON_IS_NUMBER) {
		*found |= is_thousandths(&head->max, token->raw) ? 4u : 0u;
	} else if (mc_str_is_equal(token->key, mc_str("reason")) && is_text) {
		mc_json_pull_text(&head->reason, token->raw, MC_STORED_MAX_BYTES);
		*found |= 8u;
	}
	return mc_json_pull_skip(pull, token);
}

static struct mc_err *parse_head(struct mc_stored_head *head, const struct mc_buf *bytes)
{
	MC_AUTO(mc_json_pull) pull = MC_JSON_PULL_INIT;
	struct mc_json_token token;
	unsigned found = 0;

	mc_json_pull_start(&pull, bytes->ptr, bytes->len);
	MC_TRY(mc_json_pull_next(&token, &pull));
	while (token.kind == MC_JSON_IS_OBJECT && found != 15) {
		struct mc_json_token member;

		MC_TRY(mc_json_pull_next(&member, &pull));
		if (member.kind == MC_JSON_IS_OBJECT_END)
			break;
		MC_TRY(take_member(head, &found, &pull, &member));
	}
	return found == 15 ? NULL : mc_json_pull_error(&pull, _("this is no stored result"));
}

struct mc_err *mc_stored_read_head(struct mc_stored_head *head, const char *dir, const char *key)
{
	MC_AUTOTEXT path = path_of(dir, key);
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	mc_buf_reset(&head->reason);
	MC_TRY(mc_stored_read(&bytes, dir, key));
	MC_TRY_AS(parse_head(head, &bytes), "%s", path);
	return NULL;
}

/* ---- claims ---- */

struct mc_err *mc_claims_open(struct mc_claims *claims, const char *dir)
{
	MC_AUTOTEXT path = mc_path_join(dir, "claims");

	MC_TRY(mc_file_make_dirs(dir));
	claims->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	return claims->fd < 0 ? mc_err_sys(MC_E_IO, errno, _("cannot write '%s'"), path) : NULL;
}

void mc_claims_release(struct mc_claims *claims)
{
	if (claims->fd >= 0)
		(void)close(claims->fd);
	claims->fd = -1;
}

/* Two keys that share the first digits are nothing but one more wait. */
static int64_t byte_of(const char *key)
{
	char digits[CLAIM_DIGITS + 1] = "";

	memcpy(digits, key, CLAIM_DIGITS);
	return (int64_t)strtoull(digits, NULL, 16);
}

bool mc_claims_take(const struct mc_claims *claims, const char *key, bool waits)
{
	return mc_lock_byte(claims->fd, byte_of(key), waits) != EAGAIN;
}

void mc_claims_drop(const struct mc_claims *claims, const char *key)
{
	mc_unlock_byte(claims->fd, byte_of(key));
}
