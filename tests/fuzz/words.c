/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of the words of certificates; all words that it takes can be filled. */
#include <assert.h>
#include <stdint.h>

#include "printed/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	MC_AUTOPTR(mc_printed_words) words = NULL;
	MC_AUTOPTR(mc_err) err = mc_printed_words_parse(&words, "w", len ? (const char *)data : "", len);
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	const struct mc_word_values values = { .name = "n", .issuer = "i", .page = 1, .pages = 10 };

	assert(!err == (words != NULL));
	for (size_t i = 0; words && i < MC_WORD_COUNT; i++) {
		assert(mc_printed_word(words, (enum mc_word)i));
		mc_printed_word_fill(&text, words, (enum mc_word)i, &values);
	}
	if (words) {
		mc_printed_date(&text, words, "2026-12-31");
		mc_printed_number(&text, words, 1234567.89);
	}
	return 0;
}
