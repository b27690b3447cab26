/* SPDX-License-Identifier: MIT */
#include "carrier/pades.h"

#include "check.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "carrier/carrier.h"
#include "pdf_file.h"
#include "shell.h"
#include "temp.h"

enum { AT_S = 1793577600 }; /* 2 November 2026 */

static const struct mc_str json = { "{\"sample\":true}", 15 };

/* A key with a certificate of its own, valid for a year; how is what openssl req(1) makes. */
static void make_key(const char *dir, const char *how)
{
	MC_AUTOTEXT script =
		mc_format("openssl req -x509 %s -nodes -keyout key.pem -out cert.pem -days 365 -subj "
			  "'/CN=Sample School/O=Sample' 2>/dev/null\n"
			  "openssl pkcs12 -export -inkey key.pem -in cert.pem -out key.p12 "
			  "-passout pass:sample-words",
			  how);

	shell(dir, script);
}

static void read_file(struct mc_buf *bytes, const char *path)
{
	assert_ok(mc_buf_read_file(bytes, path, 1u << 24));
}

static void write_file(const char *path, const struct mc_buf *bytes)
{
	FILE *out = fopen(path, "w");

	assert_non_null(out);
	assert_int_equal(fwrite(bytes->ptr, 1, bytes->len, out), bytes->len);
	assert_int_equal(fclose(out), 0);
}

static struct mc_err *open_key(struct mc_cms_key **key, const char *path, const char *passphrase,
			       int64_t at_s)
{
	MC_AUTO(mc_buf) p12 = MC_BUF_INIT;

	read_file(&p12, path);
	return mc_cms_key_open(key, (struct mc_str){ p12.ptr, p12.len }, passphrase, at_s);
}

/* A page with the credential in it. */
static void make_pdf(struct mc_buf *out)
{
	struct pdf_file file = PDF_FILE_INIT;
	const struct mc_carrier_pdf about = {
		.title = "Sample", .lang = "en", .created_s = AT_S, .credential = json
	};

	pdf_file_add_page(&file, "", "", "0 0 10 10 re f");
	assert_ok(mc_carrier_put_pdf(out, pdf_file_end(&file), &about));
	pdf_file_release(&file);
}

static void make_signed(struct mc_buf *out)
{
	MC_AUTO(mc_buf) pdf = MC_BUF_INIT;
	MC_AUTOPTR(mc_cms_key) key = NULL;

	make_pdf(&pdf);
	assert_ok(open_key(&key, "key.p12", "sample-words", time(NULL)));
	assert_ok(mc_carrier_sign_pdf(out, (struct mc_str){ pdf.ptr, pdf.len }, key, AT_S));
}

static void other_readers_accept_it(void **state)
{
	static const char *const kinds[] = { "-newkey rsa:2048",
					     "-newkey ec -pkeyopt ec_paramgen_curve:P-256",
					     "-newkey ec -pkeyopt ec_paramgen_curve:P-384" };

	for (size_t i = 0; i < MC_COUNT(kinds); i++) {
		MC_AUTO(mc_buf) out = MC_BUF_INIT;
		MC_AUTO(mc_buf) credential = MC_BUF_INIT;
		enum mc_carrier kind;

		make_key(*state, kinds[i]);
		make_signed(&out);
		write_file("x.pdf", &out);
		shell(*state,
		      "TZ=UTC pdfsig x.pdf >sig 2>&1\n"
		      "grep -q 'Signature is Valid' sig || { cat sig >&2; exit 1; }\n"
		      "grep -q 'ETSI.CAdES.detached' sig; grep -q 'Total document signed' sig\n"
		      "grep -q 'Sample School' sig; grep -q 'SHA-256' sig; grep -q 'Nov 02 2026' sig\n"
		      "qpdf --check x.pdf >check 2>&1 || { cat check >&2; exit 1; }\n"
		      "! grep -i warning check\n");
		assert_ok(mc_carrier_take(&credential, &kind, (struct mc_str){ out.ptr, out.len }));
		assert_string_equal(credential.ptr, json.ptr);
	}
}

/* What openssl says of the signature that is cut out, and what stands in it. */
static void the_signature_is_cades_without_a_time(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	make_key(*state, "-newkey rsa:2048");
	make_signed(&out);
	write_file("x.pdf", &out);
	shell(*state,
	      "set -- $(grep -ao '/ByteRange \\[[ 0-9]*\\]' x.pdf | tr -dc '0-9 ')\n"
	      "{ head -c $2 x.pdf; tail -c $4 x.pdf; } >content\n"
	      "test $(( $3 + $4 )) = $(wc -c <x.pdf)\n"
	      "dd if=x.pdf bs=1 skip=$(( $2 + 1 )) count=$(( $3 - $2 - 2 )) 2>/dev/null | "
	      "python3 -c 'import sys; sys.stdout.buffer.write(bytes.fromhex(sys.stdin.read()))' >der\n"
	      "openssl cms -verify -cades -binary -inform DER -in der -content content -CAfile cert.pem "
	      "-purpose any -out /dev/null 2>log || { cat log >&2; exit 1; }\n"
	      "openssl cms -cmsout -print -noout -inform DER -in der >text\n"
	      "grep -q 'id-smime-aa-signingCertificateV2' text\n"
	      "! grep -i 'signingTime' text\n");
}

static void a_changed_byte_is_noticed(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	make_key(*state, "-newkey rsa:2048");
	make_signed(&out);
	char *title = memmem(out.ptr, out.len, "(Sample)", 8);

	assert_non_null(title);
	title[2] = 'i';
	write_file("x.pdf", &out);
	shell(*state,
	      "pdfsig x.pdf >sig 2>&1 || true; grep -q 'Digest Mismatch' sig || { cat sig >&2; exit 1; }");
}

static void the_same_key_and_file_give_the_same_bytes(void **state)
{
	MC_AUTO(mc_buf) one = MC_BUF_INIT;
	MC_AUTO(mc_buf) two = MC_BUF_INIT;

	make_key(*state, "-newkey rsa:2048");
	make_signed(&one);
	make_signed(&two);
	assert_int_equal(one.len, two.len);
	assert_memory_equal(one.ptr, two.ptr, one.len);
}

static void a_file_is_signed_once(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	MC_AUTO(mc_buf) again = MC_BUF_INIT;
	MC_AUTOPTR(mc_cms_key) key = NULL;

	make_key(*state, "-newkey rsa:2048");
	make_signed(&out);
	assert_ok(open_key(&key, "key.p12", "sample-words", time(NULL)));
	assert_err(MC_E_INPUT, mc_carrier_sign_pdf(&again, (struct mc_str){ out.ptr, out.len }, key, AT_S));
	assert_err(MC_E_INPUT, mc_carrier_sign_pdf(&again, mc_str("%PDF-1.5"), key, AT_S));
	assert_int_equal(again.len, 0);
}

static void key_is_refused(const char *path, const char *passphrase, int64_t at_s, const char *words)
{
	struct mc_cms_key *key = NULL;
	MC_AUTOPTR(mc_err) err = open_key(&key, path, passphrase, at_s);

	assert_null(key);
	if (!err || err->code != MC_E_INPUT || !strstr(err->msg, words))
		fail_msg("expected '%s', got '%s'", words, err ? err->msg : "no error");
	assert_null(strstr(err->msg, "sample-words"));
}

static void keys_that_cannot_sign_are_refused(void **state)
{
	const int64_t year_s = 366 * 86400;

	make_key(*state, "-newkey rsa:2048");
	int64_t now = time(NULL);

	key_is_refused("key.p12", "other", now, "passphrase");
	key_is_refused("key.p12", "", now, "passphrase");
	key_is_refused("key.p12", "sample-words", now + year_s, "expired");
	key_is_refused("key.p12", "sample-words", now - year_s, "not valid yet");
	shell(*state,
	      "echo no >no.p12; : >empty.p12; head -c 900 key.p12 >short.p12\n"
	      "openssl pkcs12 -export -nokeys -in cert.pem -out none.p12 -passout pass:sample-words\n"
	      "openssl genpkey -algorithm ed25519 -out ed.pem\n"
	      "openssl req -x509 -key ed.pem -out ed.crt -days 365 -subj /CN=x\n"
	      "openssl pkcs12 -export -inkey ed.pem -in ed.crt -out ed.p12 -passout pass:sample-words\n"
	      "openssl pkcs12 -export -inkey key.pem -in cert.pem -out bare.p12 -passout pass:\n");
	key_is_refused("no.p12", "x", now, "no PKCS#12");
	key_is_refused("empty.p12", "x", now, "no PKCS#12");
	key_is_refused("short.p12", "sample-words", now, "no PKCS#12");
	key_is_refused("none.p12", "sample-words", now, "no key");
	key_is_refused("ed.p12", "sample-words", now, "neither RSA");
	MC_AUTOPTR(mc_cms_key) bare = NULL;

	assert_ok(open_key(&bare, "bare.p12", "", now));
}

/* What programs of before 2022 write by themselves. */
static void old_encryption_is_told_with_its_remedy(void **state)
{
	struct mc_cms_key *key = NULL;

	make_key(*state, "-newkey rsa:2048");
	shell(*state, "openssl pkcs12 -export -legacy -certpbe PBE-SHA1-RC2-40 -inkey key.pem -in cert.pem "
		      "-out old.p12 -passout pass:sample-words");
	MC_AUTOPTR(mc_err) err = open_key(&key, "old.p12", "sample-words", time(NULL));

	assert_true(err && err->code == MC_E_INPUT && strstr(err->msg, "old way") && err->hint);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, temp_enter, temp_leave)
	const struct CMUnitTest tests[] = {
		IN_FOLDER(other_readers_accept_it),
		IN_FOLDER(the_signature_is_cades_without_a_time),
		IN_FOLDER(a_changed_byte_is_noticed),
		IN_FOLDER(the_same_key_and_file_give_the_same_bytes),
		IN_FOLDER(a_file_is_signed_once),
		IN_FOLDER(keys_that_cannot_sign_are_refused),
		IN_FOLDER(old_encryption_is_told_with_its_remedy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
