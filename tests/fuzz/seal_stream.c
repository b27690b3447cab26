/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of sealed streams: bare ones, and a good stream with these bytes put over it
 * from some place on. What comes out of a damaged stream is never whole. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "ext/seal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static const struct mc_seal_key key = { { 1, 2, 3 } };

/* Reads to the end, or as far as it goes; says whether the end was there. */
static bool read_all(struct mc_buf *out, struct mc_str input)
{
	MC_AUTOPTR(mc_seal_stream) stream = NULL;
	MC_AUTOPTR(mc_err) err = mc_seal_stream_open(&stream, &input, &key);
	bool is_last = false;

	while (!err && !is_last) {
		bool needs_more = false;
		size_t before = input.len;

		err = mc_seal_stream_next(out, &is_last, &needs_more, stream, &input);
		if (err || needs_more) {
			assert(input.len == before && !is_last);
			break;
		}
		assert(input.len < before);
	}
	assert(!err || err->code == MC_E_INPUT);
	return is_last;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	MC_AUTO(mc_buf) sealed = MC_BUF_INIT;
	MC_AUTO(mc_buf) whole = MC_BUF_INIT;
	MC_AUTOPTR(mc_seal_stream) stream = mc_seal_stream_new(&sealed, &key);

	(void)read_all(&out, (struct mc_str){ len ? (const char *)data : "", len });
	mc_buf_reset(&out);
	mc_seal_stream_add(&sealed, stream, mc_str("one piece"), false);
	mc_seal_stream_add(&sealed, stream, mc_str("and another"), true);
	assert(read_all(&whole, (struct mc_str){ sealed.ptr, sealed.len }));
	if (len > 1) {
		size_t at = data[0] % sealed.len;
		size_t room = sealed.len - at;
		size_t count = len - 1 < room ? len - 1 : room;
		bool is_same = !memcmp(sealed.ptr + at, data + 1, count);

		memcpy(sealed.ptr + at, data + 1, count);
		bool is_whole = read_all(&out, (struct mc_str){ sealed.ptr, sealed.len });

		assert(is_whole == is_same && !memcmp(out.ptr, whole.ptr, out.len));
	}
	return 0;
}
