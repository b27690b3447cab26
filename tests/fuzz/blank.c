/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the scanner of comments and strings, as each language: places stay, code stays, and what
 * is blank has no other bytes than blanks and line ends. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "source/blank.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check(const char *path, const char *text, size_t len, bool comments, bool strings)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	MC_AUTOTEXT spans = mc_alloc_zero(len + 1, 1);

	mc_source_blank(&out, path, text, len, comments, strings);
	mc_source_spans((unsigned char *)spans, mc_language_of(path), text, len);
	assert(out.len == len);
	for (size_t i = 0; i < len; i++) {
		bool is_blank =
			(spans[i] == MC_SPAN_COMMENT && comments) || (spans[i] == MC_SPAN_STRING && strings);
		bool is_space = text[i] == '\n' || text[i] == '\r' || text[i] == '\t';

		assert(spans[i] <= MC_SPAN_STRING);
		assert(out.ptr[i] == (is_blank && !is_space ? ' ' : text[i]));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static const char *const paths[] = { "a.c",  "a.jsx", "a.java", "a.go",	  "a.css",
					     "a.py", "a.sh",  "a.sql",	"a.html", "a.txt" };
	/* The first byte chooses, so that seeds say which language they are. */
	const char *path = paths[len ? data[0] % 10 : 9];
	size_t text_len = len ? len - 1 : 0;
	/* A copy of exactly this size, so that reading beyond it shows. */
	MC_AUTOTEXT text = mc_alloc(text_len ? text_len : 1);

	memcpy(text, len ? (const char *)data + 1 : "", text_len);
	check(path, text, text_len, true, false);
	check(path, text, text_len, false, true);
	check(path, text, text_len, true, true);
	return 0;
}
