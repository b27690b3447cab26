/* SPDX-License-Identifier: MIT */
#include "credential/qr_text.h"

#include <ctype.h>
#include <string.h>

#include "base/base64.h"
#include "base/date.h"
#include "base/i18n.h"
#include "ext/hash.h"

/* What is signed begins with this and a zero byte, so that no signature for something else can be shown. */
#define PURPOSE "migracode-qr-v1"

#define PAGE_OF_NOBODY "migracode:"
#define VERSION "v1"

enum {
	UUID_BYTES = 16,
	HASH_BYTES = 32,
	MAX_TEXT = 2000, /* more than a QR code of a certificate has room for */
	INDEX_DIGITS = 12,
	DAY_DIGITS = 8,
};

/* Where the hyphens of a UUID stand, as text. */
static bool has_hyphen(size_t at)
{
	return at == 8 || at == 13 || at == 18 || at == 23;
}

static int hex_digit(char c)
{
	const char *digits = "0123456789abcdef";
	const char *found = c ? strchr(digits, tolower((unsigned char)c)) : NULL;

	return found ? (int)(found - digits) : -1;
}

static bool uuid_bytes(unsigned char bytes[UUID_BYTES], const char *uuid)
{
	size_t digits = 0;

	if (strlen(uuid) != 36)
		return false;
	memset(bytes, 0, UUID_BYTES);
	for (size_t i = 0; i < 36; i++) {
		int digit = hex_digit(uuid[i]);

		if (has_hyphen(i) ? uuid[i] != '-' : digit < 0)
			return false;
		if (has_hyphen(i))
			continue;
		bytes[digits / 2] = (unsigned char)((unsigned)bytes[digits / 2] << 4 | (unsigned)digit);
		digits++;
	}
	return true;
}

static void uuid_text(char uuid[37], const unsigned char bytes[UUID_BYTES])
{
	size_t at = 0;

	for (size_t i = 0; i < UUID_BYTES; i++) {
		if (has_hyphen(at))
			uuid[at++] = '-';
		uuid[at++] = "0123456789abcdef"[bytes[i] >> 4];
		uuid[at++] = "0123456789abcdef"[bytes[i] & 15];
	}
	uuid[at] = '\0';
}

static void hash_of(unsigned char hash[HASH_BYTES], struct mc_str text)
{
	char hex[MC_HASH_HEX];

	mc_hash_bytes(hex, text.ptr, text.len);
	for (size_t i = 0; i < HASH_BYTES; i++)
		hash[i] = (unsigned char)((unsigned)hex_digit(hex[2 * i]) << 4 |
					  (unsigned)hex_digit(hex[2 * i + 1]));
}

static void add_signed_bytes(struct mc_buf *out, struct mc_str part)
{
	mc_buf_add(out, PURPOSE, sizeof(PURPOSE));
	mc_buf_add(out, part.ptr, part.len);
}

struct mc_err *mc_qr_text_add(struct mc_buf *out, const char *page, struct mc_str credential,
			      const char *uuid, const char *day, bool has_index, uint64_t index,
			      const struct mc_issuer_key *key)
{
	MC_AUTO(mc_buf) part = MC_BUF_INIT;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	unsigned char id[UUID_BYTES], hash[HASH_BYTES], signature[MC_SIGN_BYTES];
	int32_t date = 0;

	if (!uuid_bytes(id, uuid))
		return mc_err_new(MC_E_INPUT, _("'%s' is no UUID"), uuid);
	if (!mc_date_read(&date, day))
		return mc_err_new(MC_E_INPUT, _("'%s' is no day such as 2026-05-12"), day);
	hash_of(hash, credential);
	mc_base64url_add(&part, (struct mc_str){ (const char *)id, sizeof(id) });
	mc_buf_addf(&part, ".%.4s%.2s%.2s.", day, day + 5, day + 8);
	if (has_index)
		mc_buf_addf(&part, "%llu.", (unsigned long long)index);
	else
		mc_buf_addz(&part, "-.");
	mc_base64url_add(&part, (struct mc_str){ (const char *)hash, sizeof(hash) });
	add_signed_bytes(&bytes, (struct mc_str){ part.ptr, part.len });
	mc_sign_bytes(signature, &key->sign, bytes.ptr, bytes.len);
	mc_buf_addf(out, "%s#%s.%s.", page ? page : PAGE_OF_NOBODY, VERSION, part.ptr);
	mc_base64url_add(out, (struct mc_str){ (const char *)signature, sizeof(signature) });
	return NULL;
}

/* The next part of text, up to its dot or end; false when there is none. */
static bool cut_part(struct mc_str *part, struct mc_str *text)
{
	if (!text->ptr)
		return false;
	const char *dot = memchr(text->ptr, '.', text->len);

	*part = (struct mc_str){ text->ptr, dot ? (size_t)(dot - text->ptr) : text->len };
	*text = dot ? (struct mc_str){ dot + 1, text->len - part->len - 1 } : (struct mc_str){ NULL, 0 };
	return true;
}

static bool read_bytes(unsigned char *bytes, size_t len, struct mc_str text)
{
	MC_AUTO(mc_buf) read = MC_BUF_INIT;

	if (!mc_base64url_read(&read, text) || read.len != len)
		return false;
	memcpy(bytes, read.ptr, len);
	return true;
}

static bool all_digits(struct mc_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!isdigit((unsigned char)text.ptr[i]))
			return false;
	return text.len > 0;
}

static bool read_day(char day[MC_DATE_TEXT], struct mc_str text)
{
	MC_AUTO(mc_buf) iso = MC_BUF_INIT;
	int32_t date = 0;

	if (text.len != DAY_DIGITS || !all_digits(text))
		return false;
	mc_buf_addf(&iso, "%.4s-%.2s-%.2s", text.ptr, text.ptr + 4, text.ptr + 6);
	if (!mc_date_read(&date, iso.ptr))
		return false;
	mc_date_text(day, date);
	return true;
}

static bool read_index(struct mc_qr *qr, struct mc_str text)
{
	qr->has_index = !mc_str_is_equal(text, mc_str("-"));
	if (!qr->has_index)
		return true;
	if (!all_digits(text) || text.len > INDEX_DIGITS || (text.len > 1 && text.ptr[0] == '0'))
		return false;
	for (size_t i = 0; i < text.len; i++)
		qr->index = 10 * qr->index + (uint64_t)(text.ptr[i] - '0');
	return true;
}

struct mc_err *mc_qr_text_read(struct mc_qr *qr, const char *text)
{
	const char *mark = strlen(text) <= MAX_TEXT ? strrchr(text, '#') : NULL;
	struct mc_str rest = mc_str(mark ? mark + 1 : ""), version, id, day, index, hash, signature;
	unsigned char uuid[UUID_BYTES];
	struct mc_qr found = { .has_index = false };

	if (!mark || !cut_part(&version, &rest) || !mc_str_is_equal(version, mc_str(VERSION)) ||
	    !cut_part(&id, &rest) || !cut_part(&day, &rest) || !cut_part(&index, &rest) ||
	    !cut_part(&hash, &rest) || !cut_part(&signature, &rest) || rest.ptr)
		return mc_err_new(MC_E_INPUT, "%s", _("this is not the text of a QR code of a certificate"));
	if (!read_bytes(uuid, sizeof(uuid), id) || !read_day(found.day, day) || !read_index(&found, index) ||
	    !read_bytes(found.hash, sizeof(found.hash), hash) ||
	    !read_bytes(found.signature, sizeof(found.signature), signature))
		return mc_err_new(MC_E_INPUT, "%s", _("the text of the QR code is damaged"));
	uuid_text(found.uuid, uuid);
	found.signed_part = (struct mc_str){ id.ptr, (size_t)(hash.ptr + hash.len - id.ptr) };
	*qr = found;
	return NULL;
}

static bool is_signed_with(struct mc_str bytes, const struct mc_qr *qr, const char *multikey)
{
	unsigned char key[MC_SIGN_PUBLIC_BYTES];

	return multikey && mc_multikey_read(key, multikey) &&
	       mc_sign_is_good(qr->signature, key, bytes.ptr, bytes.len);
}

/* The day is that of the award, which may be long before the key was made; a key that signs no more cannot
 * know of later ones. */
static bool may_sign(const struct mc_issuer_public *key, const char *day)
{
	return !key->revoked && (!key->until || strncmp(day, key->until, MC_DATE_TEXT - 1) <= 0);
}

bool mc_qr_is_signed_by(const struct mc_qr *qr, const struct mc_issuer *issuer)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	unsigned char own[MC_SIGN_PUBLIC_BYTES];
	const char *multikey = NULL;

	add_signed_bytes(&bytes, qr->signed_part);
	const struct mc_str all = { bytes.ptr, bytes.len };

	for (size_t i = 0; i < issuer->key_count; i++)
		if (may_sign(&issuer->keys[i], qr->day) && is_signed_with(all, qr, issuer->keys[i].multikey))
			return true;
	return !issuer->key_count && mc_did_key_read(own, &multikey, issuer->id) &&
	       is_signed_with(all, qr, multikey);
}

bool mc_qr_is_of(const struct mc_qr *qr, struct mc_str credential)
{
	unsigned char hash[HASH_BYTES];

	hash_of(hash, credential);
	return !memcmp(hash, qr->hash, sizeof(hash));
}
