/* SPDX-License-Identifier: MIT */
#include "ext/seal.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "check.h"

enum { HEADER = 24, FRAME = 4, EXTRA = 17 };

/* 0x80, 0x81 … 0x9f; the stream holds the pieces "one" and "two". */
static const char stream_of_before[] = "d9dc00eb268f9d60abf0046ea5678d03cf005837dbcacd93140000009e7f827196634"
				       "8eed76e2868b5607d564a950ee814000000"
				       "565eb09ddcb0b9aee7df2924dced1da610c5f2b0";

static struct mc_seal_key vector_key(void)
{
	struct mc_seal_key key;

	for (size_t i = 0; i < sizeof(key.bytes); i++)
		key.bytes[i] = (unsigned char)(0x80 + i);
	return key;
}

/* Reads all pieces, each ended by '|'; bytes come as they stand. Says whether the end was there. */
static struct mc_err *read_all(struct mc_buf *out, bool *is_whole, const char *bytes, size_t len)
{
	const struct mc_seal_key key = vector_key();
	struct mc_str input = { bytes, len };
	MC_AUTOPTR(mc_seal_stream) stream = NULL;
	bool needs_more = false;

	*is_whole = false;
	MC_TRY(mc_seal_stream_open(&stream, &input, &key));
	while (!*is_whole) {
		MC_TRY(mc_seal_stream_next(out, is_whole, &needs_more, stream, &input));
		if (needs_more)
			return NULL;
		mc_buf_addc(out, '|');
	}
	return input.len > 0 ? mc_seal_stream_next(out, is_whole, &needs_more, stream, &input) : NULL;
}

static void write_three(struct mc_buf *out)
{
	const struct mc_seal_key key = vector_key();
	MC_AUTOPTR(mc_seal_stream) stream = mc_seal_stream_new(out, &key);

	mc_seal_stream_add(out, stream, mc_str("first"), false);
	mc_seal_stream_add(out, stream, mc_str("other"), false);
	mc_seal_stream_add(out, stream, mc_str(""), true);
}

static void reads_a_stream_of_before(void **state)
{
	MC_AUTO(mc_buf) sealed = MC_BUF_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	bool is_whole;

	(void)state;
	for (const char *p = stream_of_before; *p; p += 2) {
		const char pair[3] = { p[0], p[1], '\0' };

		mc_buf_addc(&sealed, (char)strtoul(pair, NULL, 16));
	}
	assert_ok(read_all(&open, &is_whole, sealed.ptr, sealed.len));
	assert_true(is_whole);
	assert_string_equal(open.ptr, "one|two|");
}

static void reads_what_it_wrote(void **state)
{
	MC_AUTO(mc_buf) sealed = MC_BUF_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	bool is_whole;

	(void)state;
	write_three(&sealed);
	assert_int_equal(sealed.len, HEADER + 3 * (FRAME + EXTRA) + 10);
	assert_ok(read_all(&open, &is_whole, sealed.ptr, sealed.len));
	assert_true(is_whole);
	assert_string_equal(open.ptr, "first|other||");
	assert_null(memmem(sealed.ptr, sealed.len, "other", 5));
}

static void takes_bytes_one_by_one(void **state)
{
	const struct mc_seal_key key = vector_key();
	MC_AUTO(mc_buf) sealed = MC_BUF_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTOPTR(mc_seal_stream) stream = NULL;
	bool is_last = false;
	size_t start = HEADER;

	(void)state;
	write_three(&sealed);
	struct mc_str header = { sealed.ptr, HEADER };

	assert_ok(mc_seal_stream_open(&stream, &header, &key));
	assert_int_equal(header.len, 0);
	for (size_t end = HEADER; end <= sealed.len; end++) {
		struct mc_str input = { sealed.ptr + start, end - start };
		bool needs_more;

		assert_false(is_last);
		assert_ok(mc_seal_stream_next(&open, &is_last, &needs_more, stream, &input));
		assert_int_equal(input.len, needs_more ? end - start : 0);
		if (!needs_more)
			start = end;
	}
	assert_true(is_last);
	assert_string_equal(open.ptr, "firstother");
}

static void takes_the_largest_piece(void **state)
{
	const struct mc_seal_key key = vector_key();
	MC_AUTOTEXT piece = mc_alloc_zero(1, MC_SEAL_PIECE_BYTES);
	MC_AUTO(mc_buf) sealed = MC_BUF_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTOPTR(mc_seal_stream) stream = mc_seal_stream_new(&sealed, &key);
	bool is_whole;

	(void)state;
	mc_seal_stream_add(&sealed, stream, (struct mc_str){ piece, MC_SEAL_PIECE_BYTES }, true);
	assert_ok(read_all(&open, &is_whole, sealed.ptr, sealed.len));
	assert_true(is_whole);
	assert_int_equal(open.len, MC_SEAL_PIECE_BYTES + 1);
}

static void a_stream_that_is_cut_off_is_never_whole(void **state)
{
	MC_AUTO(mc_buf) sealed = MC_BUF_INIT;

	(void)state;
	write_three(&sealed);
	for (size_t len = 0; len < sealed.len; len++) {
		MC_AUTO(mc_buf) open = MC_BUF_INIT;
		bool is_whole = false;
		struct mc_err *err = read_all(&open, &is_whole, sealed.ptr, len);

		assert_false(is_whole);
		assert_true(len >= HEADER ? !err : err && err->code == MC_E_INPUT);
		mc_err_free(err);
	}
}

static void every_changed_bit_is_found(void **state)
{
	MC_AUTO(mc_buf) sealed = MC_BUF_INIT;

	(void)state;
	write_three(&sealed);
	for (size_t bit = 0; bit < 8 * sealed.len; bit++) {
		MC_AUTO(mc_buf) open = MC_BUF_INIT;
		bool is_whole = false;

		sealed.ptr[bit / 8] ^= (char)(1 << bit % 8);
		/* A length that grew may ask for more, which never comes. */
		struct mc_err *err = read_all(&open, &is_whole, sealed.ptr, sealed.len);

		assert_true(err ? err->code == MC_E_INPUT : !is_whole);
		mc_err_free(err);
		sealed.ptr[bit / 8] ^= (char)(1 << bit % 8);
	}
}

static void refuse(const struct mc_buf *sealed)
{
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	bool is_whole;

	assert_err(MC_E_INPUT, read_all(&open, &is_whole, sealed->ptr, sealed->len));
}

static void pieces_cannot_be_swapped_doubled_or_left_out(void **state)
{
	enum { PIECE = FRAME + EXTRA + 5 };
	MC_AUTO(mc_buf) sealed = MC_BUF_INIT;
	MC_AUTO(mc_buf) swapped = MC_BUF_INIT;
	MC_AUTO(mc_buf) doubled = MC_BUF_INIT;
	MC_AUTO(mc_buf) short_of_one = MC_BUF_INIT;
	MC_AUTO(mc_buf) longer = MC_BUF_INIT;

	(void)state;
	write_three(&sealed);
	const char *first = sealed.ptr + HEADER;
	size_t end = sealed.len - HEADER - (size_t)2 * PIECE;

	mc_buf_add(&swapped, sealed.ptr, HEADER);
	mc_buf_add(&swapped, first + PIECE, PIECE);
	mc_buf_add(&swapped, first, PIECE);
	mc_buf_add(&swapped, first + 2 * PIECE, end);
	refuse(&swapped);
	mc_buf_add(&doubled, sealed.ptr, HEADER + PIECE);
	mc_buf_add(&doubled, first, sealed.len - HEADER);
	refuse(&doubled);
	mc_buf_add(&short_of_one, sealed.ptr, HEADER + PIECE);
	mc_buf_add(&short_of_one, first + 2 * PIECE, end);
	refuse(&short_of_one);
	mc_buf_add(&longer, sealed.ptr, sealed.len);
	mc_buf_add(&longer, first, PIECE);
	refuse(&longer);
}

static void another_key_opens_nothing(void **state)
{
	struct mc_seal_key other;
	MC_AUTO(mc_buf) sealed = MC_BUF_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTOPTR(mc_seal_stream) stream = NULL;
	bool is_last;
	bool needs_more;

	(void)state;
	write_three(&sealed);
	mc_seal_key_new(&other);
	struct mc_str input = { sealed.ptr, sealed.len };

	assert_ok(mc_seal_stream_open(&stream, &input, &other));
	assert_err(MC_E_INPUT, mc_seal_stream_next(&open, &is_last, &needs_more, stream, &input));
	assert_int_equal(open.len, 0);
	assert_int_equal(open.ptr[0], 0);
}

static void impossible_lengths_are_refused_before_they_are_read(void **state)
{
	static const unsigned lengths[] = { 0, 16, MC_SEAL_PIECE_BYTES + EXTRA + 1, 0xffffffff };
	MC_AUTO(mc_buf) sealed = MC_BUF_INIT;

	(void)state;
	write_three(&sealed);
	for (size_t i = 0; i < MC_COUNT(lengths); i++) {
		for (size_t n = 0; n < FRAME; n++)
			sealed.ptr[HEADER + n] = (char)(lengths[i] >> (8 * n));
		refuse(&sealed);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_a_stream_of_before),
		cmocka_unit_test(reads_what_it_wrote),
		cmocka_unit_test(takes_bytes_one_by_one),
		cmocka_unit_test(takes_the_largest_piece),
		cmocka_unit_test(a_stream_that_is_cut_off_is_never_whole),
		cmocka_unit_test(every_changed_bit_is_found),
		cmocka_unit_test(pieces_cannot_be_swapped_doubled_or_left_out),
		cmocka_unit_test(another_key_opens_nothing),
		cmocka_unit_test(impossible_lengths_are_refused_before_they_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
