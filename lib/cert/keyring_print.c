/* SPDX-License-Identifier: MIT */
#include "cert/keyring_print.h"

#include <string.h>

#include "base/i18n.h"
#include "ext/json_write.h"
#include "os/file.h"

static const char web[] = "did:web:";

void mc_keyring_did_url(struct mc_buf *url, const char *did)
{
	const char *host = did + strlen(web);
	size_t len = strcspn(host, ":");
	const char *port = strstr(host, "%3A");

	mc_buf_addz(url, "https://");
	if (port && port < host + len) {
		mc_buf_add(url, host, (size_t)(port - host));
		mc_buf_addf(url, ":%.*s", (int)(host + len - port - 3), port + 3);
	} else {
		mc_buf_add(url, host, len);
	}
	if (host[len] == '\0')
		mc_buf_addz(url, "/.well-known");
	for (const char *p = host + len; *p; p++)
		mc_buf_addc(url, *p == ':' ? '/' : *p);
	mc_buf_addz(url, "/did.json");
}

/* ---- for people ---- */

static void print_key(struct mc_buf *out, const struct mc_issuer_public *key)
{
	mc_buf_addf(out, "  %s\n    ", key->multikey);
	if (key->revoked)
		mc_buf_addf(out, _("from %s, lost to others on %s: nothing that it signed counts\n"),
			    key->from, key->revoked);
	else if (key->until)
		mc_buf_addf(out, _("from %s until %s; what it signed stays valid\n"), key->from, key->until);
	else
		mc_buf_addf(out, _("from %s; signs now\n"), key->from);
}

void mc_keyring_print_text(struct mc_buf *out, const struct mc_keyring *keyring)
{
	for (size_t i = 0; i < keyring->issuers.count; i++) {
		const struct mc_issuer *issuer = &keyring->issuers.items[i];

		mc_buf_addf(out, "%s\n", issuer->id);
		for (size_t k = issuer->key_count; k-- > 0;)
			print_key(out, &issuer->keys[k]);
	}
}

void mc_keyring_print_made(struct mc_buf *out, const struct mc_keyring *keyring,
			   const struct mc_school *school)
{
	MC_AUTOTEXT key = mc_path_join(school->dir, MC_CERT_KEY_FILE);
	MC_AUTOTEXT issuers = mc_path_join(school->dir, MC_CERT_ISSUERS_FILE);
	MC_AUTOTEXT did = mc_path_join(school->dir, MC_CERT_DID_FILE);

	mc_buf_addf(out, _("the school signs as %s now\n"), keyring->id);
	mc_buf_addf(
		out,
		_("keep a copy of '%s' in a safe place: who has it can sign in the name of the school, and "
		  "without it nobody can\n"),
		key);
	mc_buf_addf(out, _("give '%s' to those who verify certificates\n"), issuers);
	if (strncmp(keyring->id, web, strlen(web)) != 0)
		return;
	mc_buf_addf(out, _("publish '%s' at "), did);
	mc_keyring_did_url(out, keyring->id);
	mc_buf_addc(out, '\n');
}

/* ---- for programs ---- */

static void write_text(struct mc_json_writer *writer, const char *key, const char *text)
{
	if (text)
		mc_json_key_text(writer, key, text);
}

static void write_keys(struct mc_json_writer *writer, const struct mc_issuer *issuer)
{
	for (size_t k = 0; k < issuer->key_count; k++) {
		const struct mc_issuer_public *key = &issuer->keys[k];

		mc_json_start(writer, '{');
		mc_json_key_text(writer, "did", issuer->id);
		mc_json_key_text(writer, "method", key->id);
		write_text(writer, "multikey", key->multikey);
		write_text(writer, "p256", key->p256);
		write_text(writer, "from", key->from);
		write_text(writer, "until", key->until);
		write_text(writer, "lost", key->revoked);
		mc_json_key_bool(writer, "signs", !key->until);
		mc_json_end(writer);
	}
}

void mc_keyring_print_json(struct mc_buf *out, const struct mc_keyring *keyring,
			   const struct mc_school *school)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);
	MC_AUTOTEXT issuers = mc_path_join(school->dir, MC_CERT_ISSUERS_FILE);
	MC_AUTOTEXT did = mc_path_join(school->dir, MC_CERT_DID_FILE);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/issuer-keys/v1");
	mc_json_key_text(&writer, "did", keyring->id);
	mc_json_key_text(&writer, "method", keyring->method);
	mc_json_key_text(&writer, "issuers_file", issuers);
	if (!strncmp(keyring->id, web, strlen(web)))
		mc_json_key_text(&writer, "did_file", did);
	mc_json_key(&writer, "keys");
	mc_json_start(&writer, '[');
	for (size_t i = keyring->issuers.count; i-- > 0;)
		write_keys(&writer, &keyring->issuers.items[i]);
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
