/* SPDX-License-Identifier: MIT */
/*
 * What sealing people costs and nothing else: usage: seal_bench PEOPLE.  For each a fresh key, that key
 * sealed with the key of the school, a name and an e-mail address sealed with it, and a fingerprint of the
 * address.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/cleanup.h"
#include "ext/seal.h"

static size_t seal(struct mc_buf *out, const struct mc_seal_key *school, long i)
{
	MC_AUTO(mc_seal_key) key = MC_SEAL_KEY_INIT;
	char text[128], about[64], print[MC_SEAL_PRINT_HEX];

	mc_buf_reset(out);
	mc_seal_key_new(&key);
	(void)snprintf(about, sizeof(about), "school/L%ld/key", i);
	mc_seal_add(out, school, (struct mc_str){ (const char *)key.bytes, sizeof(key.bytes) }, about);
	(void)snprintf(about, sizeof(about), "school/L%ld/profile", i);
	(void)snprintf(text, sizeof(text),
		       "{\"display_name\":\"Sample Learner %ld\",\"email\":\"sample%ld@example.org\"}", i, i);
	mc_seal_add(out, &key, mc_str(text), about);
	(void)snprintf(text, sizeof(text), "school/email/sample%ld@example.org", i);
	mc_seal_print(print, school, text);
	return out->len + (unsigned char)print[0];
}

int main(int argc, char *argv[])
{
	MC_AUTO(mc_seal_key) school = MC_SEAL_KEY_INIT;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	long people = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
	size_t sum = 0;

	mc_seal_key_new(&school);
	for (long i = 0; i < people; i++)
		sum += seal(&out, &school, i);
	return printf("%zu\n", sum) < 0;
}
