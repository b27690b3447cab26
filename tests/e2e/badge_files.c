/* SPDX-License-Identifier: MIT */
/*
 * Certificates of a school that does not exist, for tests of those who verify them.
 * usage: badge_files [STATUS-URL]            writes its files into the present folder
 *        badge_files put FILE CREDENTIAL     prints a PDF, PNG or SVG with the credential in it
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "carrier/carrier.h"
#include "credential/qr_text.h"
#include "credential/sign.h"
#include "os/file.h"
#include "tests/unit/badge_sample.h"

static void check(struct mc_err *err)
{
	if (!err)
		return;
	(void)fprintf(stderr, "badge_files: %s\n", err->msg);
	exit(1);
}

static void save(const char *path, const struct mc_buf *text)
{
	check(mc_file_write_atomic(path, text->ptr, text->len, 0644));
}

static void write_issuers(const struct signer *signer, const struct mc_issuer_key *key)
{
	MC_AUTO(mc_buf) p256 = MC_BUF_INIT;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;

	check(mc_multikey_add_p256(&p256, key));
	MC_AUTOTEXT text =
		mc_format("{\"schema\":\"migracode/issuers/v1\",\"issuers\":[{\"id\":\"%s\",\"name\":"
			  "\"The Sample School\",\"keys\":[{\"id\":\"%s\",\"publicKeyMultibase\":\"%s\","
			  "\"p256\":\"%s\",\"from\":\"2026-01-01T00:00:00Z\"}]}]}",
			  signer->did, signer->method, signer->did + strlen("did:key:"), p256.ptr);

	check(mc_issuers_parse(&issuers, "issuers.json", text, strlen(text)));
	mc_issuers_print(&out, &issuers);
	save("issuers.json", &out);
}

static void write_list(const char *path, const struct signer *signer, const char *url, const char *purpose,
		       uint64_t index)
{
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	sample_list_add(&open, signer->did, url, purpose, index);
	check(sign_both(&text, open.ptr, signer));
	save(path, &text);
}

static void write_lists(const struct signer *signer, const char *url)
{
	const struct signer other = signer_of(2);
	MC_AUTOTEXT second = mc_format("%.*s-suspension.json", (int)(strlen(url) - strlen(".json")), url);

	write_list("nobody.json", signer, url, "revocation", UINT64_MAX);
	write_list("revoked.json", signer, url, "revocation", 4711);
	write_list("suspended.json", signer, second, "suspension", 4711);
	write_list("foreign.json", &other, url, "revocation", UINT64_MAX);
}

static void write_jwt(const char *path, const char *credential, const struct signer *signer,
		      const struct mc_issuer_key *key)
{
	const struct mc_signer as = { key, signer->method, SAMPLE_CREATED, NULL };
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	check(mc_credential_sign_jwt(&text, mc_str(credential), &as));
	save(path, &text);
}

static void write_files(const char *url)
{
	const struct signer signer = signer_of(1);
	const struct mc_issuer_key key = sample_key(&signer);
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) good = MC_BUF_INIT;
	MC_AUTO(mc_buf) qr = MC_BUF_INIT;

	sample_add(&open, signer.did, url);
	check(sign_both(&good, open.ptr, &signer));
	mc_buf_addc(&good, '\n');
	save("good.json", &good);
	check(mc_qr_text_add(&qr, "https://school.example/verify", (struct mc_str){ good.ptr, good.len },
			     SAMPLE_UUID, "2026-05-12", true, 4711, &key));
	save("qr.txt", &qr);
	replace(&good, "41.5", "49.5");
	save("changed.json", &good);
	write_jwt("good.jwt", open.ptr, &signer, &key);
	write_issuers(&signer, &key);
	write_lists(&signer, url);
}

static void put(const char *path, const char *credential_path)
{
	static const char *const alts[] = { "QR code" };
	struct mc_carrier_pdf pdf = { .title = "Sample",
				      .lang = "en",
				      .created_s = SAMPLE_NOW,
				      .figure_alts = alts,
				      .figure_alt_count = 1 };
	MC_AUTO(mc_buf) file = MC_BUF_INIT;
	MC_AUTO(mc_buf) credential = MC_BUF_INIT;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	check(mc_buf_read_file(&file, path, MC_CARRIER_MAX_BYTES));
	check(mc_buf_read_file(&credential, credential_path, MC_CARRIER_MAX_CREDENTIAL));
	const struct mc_str bytes = { file.ptr, file.len };

	pdf.credential = (struct mc_str){ credential.ptr, credential.len };
	if (!strncmp(file.ptr, "%PDF", 4))
		check(mc_carrier_put_pdf(&out, bytes, &pdf));
	else if (file.ptr[0] == '<')
		check(mc_carrier_put_svg(&out, bytes, pdf.credential));
	else
		check(mc_carrier_put_png(&out, bytes, pdf.credential));
	(void)fwrite(out.ptr, 1, out.len, stdout);
}

int main(int argc, char *argv[])
{
	if (argc == 4 && !strcmp(argv[1], "put"))
		put(argv[2], argv[3]);
	else
		write_files(argc > 1 ? argv[1] : SAMPLE_LIST);
	return 0;
}
