/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the readers of school.json: what it says about certificates is taken as a whole or not
 * at all, and no address that it gives leads to what nobody meant. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "cert/keyring_print.h"
#include "cert/settings.h"
#include "cert/settings_value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check_url(const char *url)
{
	assert(!url || !strncmp(url, "https://", 8) || !strncmp(url, "http://localhost", 16) ||
	       !strncmp(url, "http://127.0.0.1", 16));
	assert(!url || !url[strcspn(url, " \t\r\n<>\"\\")]);
}

static void check(const struct mc_cert_settings *settings)
{
	MC_AUTO(mc_buf) url = MC_BUF_INIT;

	check_url(settings->issuer.url);
	check_url(settings->status_url);
	check_url(settings->verify_url);
	check_url(settings->course_url);
	assert(!settings->status_url || !strpbrk(settings->status_url, "?#"));
	assert(settings->status_days > 0 && settings->signatory_count <= 4);
	for (size_t i = 0; i < settings->signatory_count; i++)
		assert(settings->signatories[i].name);
	if (!settings->did)
		return;
	assert(mc_cert_is_did_web(settings->did));
	mc_keyring_did_url(&url, settings->did);
	check_url(url.ptr);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *bytes = len ? (const char *)data : "";
	MC_AUTO(mc_school) school = MC_SCHOOL_INIT;
	MC_AUTO(mc_cert_settings) settings = MC_CERT_SETTINGS_INIT;
	MC_AUTOPTR(mc_err) err = mc_school_parse(&school, "school.json", bytes, len);
	MC_AUTOPTR(mc_err) other = mc_cert_settings_parse(&settings, &school, "school.json", bytes, len);

	if (other)
		assert(!settings.achievement_type && !settings.signatories);
	else
		check(&settings);
	return 0;
}
