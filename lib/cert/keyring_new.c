/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cert/keyring_part.h"
#include "os/dir.h"
#include "os/file.h"
#include "os/lock.h"

/* A new key on its way into the records. */
struct making {
	const struct mc_cert_settings *settings;
	struct mc_records *records;
	const char *multikey, *p256;
	const char *at;
	bool is_rotation, is_lost;
};

static bool is_web(const char *did)
{
	return !strncmp(did, "did:web:", strlen("did:web:"));
}

/* A school that once has a DID of the web keeps it, whatever school.json leaves out. */
static char *new_method(const struct making *m, const struct mc_keyring *keyring)
{
	const char *did = m->settings->did;
	size_t number = 1;

	if (!did && keyring->id && is_web(keyring->id))
		did = keyring->id;
	if (!did)
		return mc_format("did:key:%s#%s", m->multikey, m->multikey);
	for (size_t i = 0; i < keyring->issuers.count; i++) {
		if (!strcmp(keyring->issuers.items[i].id, did))
			number += keyring->issuers.items[i].key_count;
	}
	return mc_format("%s#key-%zu", did, number);
}

static struct mc_err *retire(const struct making *m, const struct mc_issuer_public *present)
{
	struct mc_fields fields;

	if (present->from && strcmp(m->at, present->from) < 0)
		return mc_err_new(MC_E_INPUT, _("the present key was made later, at %s"), present->from);
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "until", m->at);
	mc_fields_add_text(&fields, "lost", m->is_lost ? m->at : NULL);
	return mc_records_append(m->records, "issuer-key.retired", present->id, &fields);
}

static struct mc_err *check_present(const struct mc_issuer_public *present, bool is_rotation)
{
	if (present && !is_rotation)
		return mc_err_hint(mc_err_new(MC_E_INPUT, "%s", _("the school has a key already")), "%s",
				   _("'migracode cert key rotate' makes a new one in its place"));
	if (!present && is_rotation)
		return mc_err_hint(mc_err_new(MC_E_INPUT, "%s", _("the school has no key yet")), "%s",
				   _("make one: 'migracode cert keygen'"));
	return NULL;
}

struct mc_err *mc_keyring_check_new(const struct mc_cert_settings *settings, struct mc_records *records,
				    bool is_rotation)
{
	MC_AUTO(mc_keyring) keyring = MC_KEYRING_INIT;
	const struct mc_issuer_public *present = NULL;

	MC_TRY(mc_keyring_read(&keyring, &present, settings, records));
	return check_present(present, is_rotation);
}

static struct mc_err *note_key(void *context)
{
	const struct making *m = context;
	MC_AUTO(mc_keyring) keyring = MC_KEYRING_INIT;
	const struct mc_issuer_public *present = NULL;
	struct mc_fields fields;

	MC_TRY(mc_keyring_read(&keyring, &present, m->settings, m->records));
	MC_TRY(check_present(present, m->is_rotation));
	if (present)
		MC_TRY(retire(m, present));
	MC_AUTOTEXT method = new_method(m, &keyring);

	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "multikey", m->multikey);
	mc_fields_add_text(&fields, "p256", m->p256);
	mc_fields_add_text(&fields, "from", m->at);
	return mc_records_append(m->records, "issuer-key.made", method, &fields);
}

/* Only while the lock is held: what is there and not recorded belongs to nobody any more. */
static void remove_leftovers(const char *folder, const char *name)
{
	MC_AUTO(mc_dir) dir = MC_DIR_INIT;
	size_t len = strlen(name);

	mc_err_drop(mc_dir_read_files(&dir, folder));
	for (size_t i = 0; i < dir.count; i++) {
		MC_AUTOTEXT path = mc_path_join(folder, dir.names[i]);

		if (!strncmp(dir.names[i], name, len) && dir.names[i][len] == '.')
			(void)unlink(path);
	}
}

/* Two that make keys in one folder come one after the other. */
static struct mc_err *lock_folder(int *fd, const char *folder)
{
	MC_AUTOTEXT path = mc_path_join(folder, ".lock");
	int opened = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (opened < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot write '%s'"), path);
	/* Where locks are not known, nobody waits. */
	(void)mc_lock_byte(opened, 0, true);
	*fd = opened;
	return NULL;
}

/* Records that were restored may know nothing of a key that signed already: nobody could make it again. */
static struct mc_err *refuse_stranger(const struct mc_school *school)
{
	MC_AUTOTEXT path = mc_path_join(school->dir, MC_CERT_KEY_FILE);

	if (!mc_file_exists(path))
		return NULL;
	return mc_err_hint(
		mc_err_new(MC_E_INPUT, _("'%s' is a key that the records know nothing of"), path), "%s",
		_("restore the records that it belongs to, or move it to a safe place and try again"));
}

/* Finishes what was cut off before, and makes room. */
static struct mc_err *prepare(int *lock, const struct making *m, const struct mc_school *school)
{
	MC_AUTOTEXT folder = mc_path_join(school->dir, MC_CERT_FOLDER);
	MC_AUTO(mc_keyring) keyring = MC_KEYRING_INIT;
	const struct mc_issuer_public *present = NULL;

	MC_TRY(mc_file_make_dirs(folder));
	MC_TRY(lock_folder(lock, folder));
	MC_TRY(mc_keyring_read(&keyring, &present, m->settings, m->records));
	if (present)
		MC_TRY(mc_keyring_mend(&keyring, present, school));
	else
		MC_TRY(refuse_stranger(school));
	MC_AUTOTEXT name = mc_path_name(MC_CERT_KEY_FILE);

	remove_leftovers(folder, name);
	return NULL;
}

static struct mc_err *make_key(const struct mc_school *school, struct making *m, const char *passphrase)
{
	MC_AUTO(mc_issuer_key) key = MC_ISSUER_KEY_INIT;
	MC_AUTO(mc_keyring) keyring = MC_KEYRING_INIT;
	unsigned char public_key[MC_SIGN_PUBLIC_BYTES];
	MC_AUTO(mc_buf) multikey = MC_BUF_INIT;
	MC_AUTO(mc_buf) p256 = MC_BUF_INIT;
	MC_AUTOFD lock = -1;

	mc_issuer_key_new(&key);
	mc_sign_public(public_key, &key.sign);
	mc_multikey_add(&multikey, public_key);
	MC_TRY(mc_multikey_add_p256(&p256, &key));
	m->multikey = multikey.ptr;
	m->p256 = p256.ptr;
	MC_TRY(prepare(&lock, m, school));
	MC_AUTOTEXT pending = mc_keyring_pending(school, multikey.ptr);

	MC_TRY(mc_issuer_key_write(pending, &key, passphrase));
	struct mc_err *err = mc_records_write(m->records, note_key, m);

	if (err && err->code != MC_E_IO)
		(void)unlink(pending);
	MC_TRY(err);
	return mc_keyring_open_public(&keyring, school, m->settings, m->records);
}

struct mc_err *mc_keyring_create(const struct mc_school *school, const struct mc_cert_settings *settings,
				 struct mc_records *records, const char *passphrase, const char *at)
{
	struct making making = { .settings = settings, .records = records, .at = at };

	return make_key(school, &making, passphrase);
}

struct mc_err *mc_keyring_rotate(const struct mc_school *school, const struct mc_cert_settings *settings,
				 struct mc_records *records, const char *passphrase, const char *at,
				 bool is_lost)
{
	struct making making = {
		.settings = settings, .records = records, .at = at, .is_rotation = true, .is_lost = is_lost
	};

	return make_key(school, &making, passphrase);
}
