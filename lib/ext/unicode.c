/* SPDX-License-Identifier: MIT */
#include "ext/unicode.h"

#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

/* The canonical reordering of utf8proc is quadratic in the length of a run of combining marks, which hostile
 * output may make as long as it likes. */
enum { RUN_MAX_BYTES = 1024, FOLD_MAX_CHARACTERS = 8 };

size_t mc_unicode_step(unsigned *width, const char *text, size_t len)
{
	uint32_t last;
	utf8proc_int32_t state = 0;
	size_t at = mc_utf8_decode(&last, text, len);

	if (at == 0) {
		*width = 1;
		return 1;
	}
	int widest = utf8proc_charwidth((utf8proc_int32_t)last);

	while (at < len) {
		uint32_t next;
		size_t step = mc_utf8_decode(&next, text + at, len - at);

		if (step == 0 ||
		    utf8proc_grapheme_break_stateful((utf8proc_int32_t)last, (utf8proc_int32_t)next, &state))
			break;
		int wide = utf8proc_charwidth((utf8proc_int32_t)next);

		if (wide > widest)
			widest = wide;
		last = next;
		at += step;
	}
	*width = (unsigned)widest;
	return at;
}

size_t mc_unicode_width(const char *text, size_t len)
{
	size_t columns = 0;

	for (size_t at = 0; at < len;) {
		unsigned width;

		at += mc_unicode_step(&width, text + at, len - at);
		columns += width;
	}
	return columns;
}

size_t mc_unicode_fit(const char *text, size_t len, size_t columns)
{
	size_t at = 0;

	while (at < len) {
		unsigned width;
		size_t step = mc_unicode_step(&width, text + at, len - at);

		if (width > columns)
			break;
		columns -= width;
		at += step;
	}
	return at;
}

static void add_folded_character(struct mc_buf *buf, uint32_t character)
{
	utf8proc_int32_t folded[FOLD_MAX_CHARACTERS];
	int boundary = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)character, folded,
							 FOLD_MAX_CHARACTERS, UTF8PROC_CASEFOLD, &boundary);
	char bytes[4];

	for (utf8proc_ssize_t i = 0; i < count && i < FOLD_MAX_CHARACTERS; i++)
		mc_buf_add(buf, bytes, mc_utf8_encode(bytes, (uint32_t)folded[i]));
}

static void add_folded(struct mc_buf *buf, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t character;
		size_t step = mc_utf8_decode(&character, text + at, len - at);

		if (step)
			add_folded_character(buf, character);
		else
			mc_buf_addc(buf, text[at]);
		at += step ? step : 1;
	}
}

/* A run starts with an ASCII character (or the text) and goes on to the next: no normal form reaches over
 * its ends. */
static void add_mapped_run(struct mc_buf *buf, const char *run, size_t len, utf8proc_option_t options)
{
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t got = -1;

	if (len <= RUN_MAX_BYTES && mc_utf8_is_valid(run, len))
		got = utf8proc_map((const utf8proc_uint8_t *)run, (utf8proc_ssize_t)len, &mapped, options);
	if (got >= 0)
		mc_buf_add(buf, mapped, (size_t)got);
	else if (options & UTF8PROC_CASEFOLD)
		add_folded(buf, run, len);
	else
		mc_buf_add(buf, run, len);
	free(mapped);
}

static bool is_ascii(char byte)
{
	return !((unsigned char)byte & 0x80);
}

static void add_mapped(struct mc_buf *buf, const char *text, size_t len, utf8proc_option_t options)
{
	bool folds = (options & UTF8PROC_CASEFOLD) != 0;

	for (size_t at = 0; at < len;) {
		size_t end = at + 1;

		while (end < len && !is_ascii(text[end]))
			end++;
		if (end - at > 1 || !is_ascii(text[at]))
			add_mapped_run(buf, text + at, end - at, options);
		else if (folds && text[at] >= 'A' && text[at] <= 'Z')
			mc_buf_addc(buf, (char)(text[at] | 0x20));
		else
			mc_buf_addc(buf, text[at]);
		at = end;
	}
}

void mc_unicode_add_key(struct mc_buf *buf, const char *text, size_t len, bool folds_case)
{
	add_mapped(buf, text, len, UTF8PROC_COMPOSE | UTF8PROC_STABLE | (folds_case ? UTF8PROC_CASEFOLD : 0));
}

void mc_unicode_add_bare(struct mc_buf *buf, const char *text, size_t len)
{
	add_mapped(buf, text, len,
		   UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK |
			   UTF8PROC_IGNORE | UTF8PROC_STABLE);
}

static bool is_of_word(uint32_t character)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)character);

	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

/* 'r' for letters that are written from right to left, 'l' for other letters and digits, 0 for marks. */
static char direction_of(uint32_t character)
{
	int class = utf8proc_get_property((utf8proc_int32_t)character)->bidi_class;

	if (class == UTF8PROC_BIDI_CLASS_R || class == UTF8PROC_BIDI_CLASS_AL)
		return 'r';
	return class == UTF8PROC_BIDI_CLASS_NSM ? '\0' : 'l';
}

void mc_unicode_add_words(struct mc_buf *buf, const char *text, size_t len)
{
	MC_AUTO(mc_buf) mapped = MC_BUF_INIT;
	size_t start = buf->len;
	char last = '\0'; /* 0: no word has begun */

	add_mapped(&mapped, text, len,
		   UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_STABLE | UTF8PROC_CASEFOLD |
			   UTF8PROC_IGNORE);
	for (size_t at = 0, step; at < mapped.len; at += step) {
		uint32_t character = ' ';

		step = mc_utf8_decode(&character, mapped.ptr + at, mapped.len - at);
		if (step == 0 || !is_of_word(character)) {
			last = '\0';
			step = step ? step : 1;
			continue;
		}
		char direction = direction_of(character);

		if (buf->len > start && (!last || (direction && direction != last)))
			mc_buf_addc(buf, ' ');
		mc_buf_add(buf, mapped.ptr + at, step);
		last = direction ? direction : last ? last : 'l';
	}
}

bool mc_unicode_is_space(uint32_t character)
{
	if (character < 0x80)
		return character == ' ' || (character >= '\t' && character <= '\r');
	if (character == 0x85 || character == 0xfeff)
		return true;
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)character);

	return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
	       category == UTF8PROC_CATEGORY_ZP;
}

bool mc_unicode_is_invisible(uint32_t character)
{
	if (character < 0x80)
		return character < 0x20 || character == 0x7f;
	/* Fillers and selectors have a category of letters and marks although nothing is drawn. */
	if (character == 0x115f || character == 0x1160 || character == 0x3164 || character == 0xffa0 ||
	    character == 0x34f || character == 0x2800 || (character >= 0xfe00 && character <= 0xfe0f) ||
	    (character >= 0xe0000 && character <= 0xe0fff))
		return true;
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)character);

	return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF ||
	       category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP ||
	       category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_CN ||
	       category == UTF8PROC_CATEGORY_CO;
}

size_t mc_unicode_space(const char *text, size_t len)
{
	uint32_t character;
	size_t step = mc_utf8_decode(&character, text, len);

	return step && mc_unicode_is_space(character) ? step : 0;
}

const char *mc_unicode_ascii(uint32_t character)
{
	static const struct {
		uint32_t character;
		const char *plain;
	} others[] = {
		{ 0xa0, " " },	   { 0xa1, "!" },   { 0xab, "\"" },  { 0xb7, "." },    { 0xbb, "\"" },
		{ 0xbf, "?" },	   { 0xc6, "AE" },  { 0xd8, "O" },   { 0xdf, "ss" },   { 0xe6, "ae" },
		{ 0xf8, "o" },	   { 0x131, "i" },  { 0x152, "OE" }, { 0x153, "oe" },  { 0x2013, "-" },
		{ 0x2014, "-" },   { 0x2018, "'" }, { 0x2019, "'" }, { 0x201c, "\"" }, { 0x201d, "\"" },
		{ 0x2026, "..." },
	};
	static const char letters[] =
		"A\0B\0C\0D\0E\0F\0G\0H\0I\0J\0K\0L\0M\0N\0O\0P\0Q\0R\0S\0T\0U\0V\0W\0X\0Y\0Z\0"
		"a\0b\0c\0d\0e\0f\0g\0h\0i\0j\0k\0l\0m\0n\0o\0p\0q\0r\0s\0t\0u\0v\0w\0x\0y\0z";
	utf8proc_int32_t parts[8];
	int class = 0;

	for (size_t i = 0; i < MC_COUNT(others); i++) {
		if (others[i].character == character)
			return others[i].plain;
	}
	if (character < 0xc0 || character > 0x24f ||
	    utf8proc_decompose_char((utf8proc_int32_t)character, parts, 8, UTF8PROC_DECOMPOSE, &class) < 1)
		return NULL;
	if (parts[0] >= 'A' && parts[0] <= 'Z')
		return &letters[2 * (parts[0] - 'A')];
	return parts[0] >= 'a' && parts[0] <= 'z' ? &letters[2 * (26 + parts[0] - 'a')] : NULL;
}

bool mc_unicode_has_rtl(const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t character = 0;
		size_t step = mc_utf8_decode(&character, text + at, len - at);

		if (character >= 0x590) {
			int class = utf8proc_get_property((utf8proc_int32_t)character)->bidi_class;

			if (class == UTF8PROC_BIDI_CLASS_R || class == UTF8PROC_BIDI_CLASS_AL)
				return true;
		}
		at += step ? step : 1;
	}
	return false;
}

bool mc_unicode_is_rtl_lang(const char *lang)
{
	static const char *const langs[] = { "ar", "arc", "ckb", "dv", "fa", "he",
					     "ks", "ps",  "sd",	 "ug", "ur", "yi" };
	size_t len = strcspn(lang, "-_");

	for (size_t i = 0; i < MC_COUNT(langs); i++) {
		if (strlen(langs[i]) == len && !strncmp(langs[i], lang, len))
			return true;
	}
	return false;
}
