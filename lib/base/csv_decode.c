/* SPDX-License-Identifier: MIT */
#include "base/csv_decode.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/csv.h"
#include "base/i18n.h"
#include "base/utf8.h"

enum { LONGEST_CHARACTER = 4 };

static bool has_start(struct mc_str bytes, const char *start, size_t len)
{
	return bytes.len >= len && !memcmp(bytes.ptr, start, len);
}

/* The characters of the bytes 80 to 9F; all others mean what their number says. */
static uint32_t of_windows_1252(unsigned char byte)
{
	static const uint16_t special[] = {
		0x20ac, 0x81,	0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
		0x2039, 0x0152, 0x8d,	0x017d, 0x8f,	0x90,	0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
		0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,	0x017e, 0x0178,
	};

	return byte >= 0x80 && byte <= 0x9f ? special[byte - 0x80] : byte;
}

static void convert_windows_1252(struct mc_buf *out, struct mc_str bytes)
{
	size_t special_count = 0;

	for (size_t i = 0; i < bytes.len; i++)
		special_count += (unsigned char)bytes.ptr[i] >> 7;
	/* No character of this set is longer than three bytes. */
	char *start = mc_buf_room(out, bytes.len + special_count * 2);
	char *to = start;

	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char byte = (unsigned char)bytes.ptr[i];

		if (byte < 0x80)
			*to++ = bytes.ptr[i];
		else
			to += mc_utf8_encode(to, of_windows_1252(byte));
	}
	mc_buf_grown(out, (size_t)(to - start));
}

/* One unit of UTF-16; bytes may be odd in number, then the last one is no unit. */
static uint32_t unit_at(struct mc_str bytes, size_t at, bool is_big_endian)
{
	uint32_t first = (unsigned char)bytes.ptr[at];
	uint32_t second = (unsigned char)bytes.ptr[at + 1];

	return is_big_endian ? first << 8 | second : second << 8 | first;
}

static bool is_between(uint32_t unit, uint32_t first, uint32_t last)
{
	return unit >= first && unit <= last;
}

static struct mc_err *convert_utf_16(struct mc_buf *out, struct mc_str bytes, bool is_big_endian,
				     const char *name)
{
	size_t line = 1;
	char *start = mc_buf_room(out, bytes.len / 2 * 3 + LONGEST_CHARACTER);
	char *to = start;

	for (size_t i = 2; i < bytes.len; i += 2) {
		bool is_cut = i + 1 >= bytes.len;
		uint32_t unit = is_cut ? 0 : unit_at(bytes, i, is_big_endian);
		bool is_high = is_between(unit, 0xd800, 0xdbff);
		uint32_t low = is_high && i + 3 < bytes.len ? unit_at(bytes, i + 2, is_big_endian) : 0;

		if (is_cut || is_between(unit, 0xdc00, 0xdfff) ||
		    (is_high && !is_between(low, 0xdc00, 0xdfff)))
			return mc_err_hint(mc_err_new(MC_E_INPUT, _("%s:%zu: the text is not good UTF-16"),
						      name, line),
					   _("save the table as CSV in UTF-8"));
		line += unit == '\n';
		if (is_high) {
			unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
			i += 2;
		}
		to += mc_utf8_encode(to, unit);
	}
	mc_buf_grown(out, (size_t)(to - start));
	return NULL;
}

static struct mc_err *refuse_foreign(struct mc_str bytes, const char *name)
{
	if (!has_start(bytes, "PK\x03\x04", 4) && !has_start(bytes, "\xd0\xcf\x11\xe0", 4))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is a spreadsheet file or an archive, not a text"),
				      name),
			   _("open it in the spreadsheet program and save the table as CSV in UTF-8"));
}

/* The line of the first byte that is not UTF-8. */
static size_t line_of_fault(struct mc_str text)
{
	size_t line = 1;
	uint32_t character = 0;

	for (size_t i = 0; i < text.len; line += character == '\n') {
		size_t step = mc_utf8_decode(&character, text.ptr + i, text.len - i);

		if (step == 0)
			break;
		i += step;
	}
	return line;
}

struct mc_err *mc_csv_decode(struct mc_str *text, struct mc_buf *converted, unsigned *notices,
			     struct mc_str bytes, const char *name)
{
	struct mc_str content = bytes;
	bool is_big_endian = has_start(bytes, "\xfe\xff", 2);

	MC_TRY(refuse_foreign(bytes, name));
	if (is_big_endian || has_start(bytes, "\xff\xfe", 2)) {
		MC_TRY(convert_utf_16(converted, bytes, is_big_endian, name));
		*notices |= MC_CSV_WAS_UTF_16;
		*text = (struct mc_str){ converted->ptr, converted->len };
		return NULL;
	}
	if (has_start(bytes, "\xef\xbb\xbf", 3)) {
		*notices |= MC_CSV_HAD_MARK;
		content = (struct mc_str){ bytes.ptr + 3, bytes.len - 3 };
	}
	if (!mc_utf8_is_valid(content.ptr, content.len)) {
		if (*notices & MC_CSV_HAD_MARK)
			return mc_err_new(MC_E_INPUT, _("%s:%zu: a byte that is not UTF-8"), name,
					  line_of_fault(content));
		convert_windows_1252(converted, content);
		*notices |= MC_CSV_WAS_WINDOWS_1252;
		content = (struct mc_str){ converted->ptr, converted->len };
	}
	*text = content;
	return NULL;
}
