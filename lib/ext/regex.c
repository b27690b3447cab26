/* SPDX-License-Identifier: MIT */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "ext/regex.h"

#include <pcre2.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/utf8.h"

/* Steps and memory from one starting place, and CPU seconds of all: far above what patterns in courses
 * need. */
enum { MATCH_LIMIT = 1000000, DEPTH_LIMIT = 200000, HEAP_LIMIT_KB = 32768, TIME_LIMIT_S = 4 };

/* Starting places between two looks at the clock, at first; doubled while they take less than a tick. */
enum { FIRST_STEP = 256, TICK_MS = 20 };

struct mc_regex {
	char *pattern;
	pcre2_code *text; /* for subjects in UTF-8; NULL when the pattern itself is not */
	pcre2_code *bytes;
	pcre2_match_context *context;
	pcre2_match_data *match;
};

void mc_regex_free(struct mc_regex *regex)
{
	if (!regex)
		return;
	pcre2_code_free(regex->text);
	pcre2_code_free(regex->bytes);
	pcre2_match_context_free(regex->context);
	pcre2_match_data_free(regex->match);
	free(regex->pattern);
	free(regex);
}

static uint32_t options_of(unsigned flags)
{
	return PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT |
	       (flags & MC_REGEX_MULTILINE ? PCRE2_MULTILINE : 0) |
	       (flags & MC_REGEX_IGNORE_CASE ? PCRE2_CASELESS : 0) |
	       (flags & MC_REGEX_DOT_ALL ? PCRE2_DOTALL : 0);
}

static struct mc_err *compile(pcre2_code **code, size_t *error_at, const char *pattern, uint32_t options)
{
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	PCRE2_SIZE offset = 0;
	int error = 0;

	if (context)
		(void)pcre2_set_newline(context, PCRE2_NEWLINE_ANYCRLF);
	*code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, options, &error, &offset, context);
	pcre2_compile_context_free(context);
	if (*code)
		return NULL;
	PCRE2_UCHAR text[256];

	if (pcre2_get_error_message(error, text, sizeof(text)) < 0)
		text[0] = '\0';
	if (error_at)
		*error_at = offset;
	return mc_err_new(MC_E_INPUT, _("bad regular expression '%s': %s at character %zu"), pattern,
			  (const char *)text, offset + 1);
}

struct mc_err *mc_regex_open(struct mc_regex **regex, size_t *error_at, const char *pattern, unsigned flags)
{
	MC_AUTOPTR(mc_regex) made = mc_alloc_zero(1, sizeof(*made));
	uint32_t options = options_of(flags);

	if (mc_utf8_is_valid(pattern, strlen(pattern)))
		MC_TRY(compile(&made->text, error_at, pattern, options | PCRE2_UTF | PCRE2_UCP));
	/* What only UTF-8 can hold, such as \x{1F600}, is no error of the pattern: it cannot match plain
	 * bytes. */
	struct mc_err *err = compile(&made->bytes, error_at, pattern, options);

	if (err && !made->text)
		return err;
	mc_err_drop(err);
	made->pattern = mc_strdup(pattern);
	made->context = pcre2_match_context_create(NULL);
	made->match = pcre2_match_data_create(1, NULL);
	if (!made->context || !made->match)
		return mc_err_new(MC_E_IO, "%s", _("out of memory"));
	(void)pcre2_set_match_limit(made->context, MATCH_LIMIT);
	(void)pcre2_set_depth_limit(made->context, DEPTH_LIMIT);
	(void)pcre2_set_heap_limit(made->context, HEAP_LIMIT_KB);
	*regex = MC_TAKE(made);
	return NULL;
}

/* The code for this subject; options gets what the search may leave out. NULL: no match is possible. */
static const pcre2_code *pick(const struct mc_regex *regex, uint32_t *options, const char *subject,
			      size_t len)
{
	if (regex->text && mc_utf8_is_valid(subject, len)) {
		*options = PCRE2_NO_UTF_CHECK;
		return regex->text;
	}
	*options = 0;
	return regex->bytes;
}

static struct mc_err *too_costly(const struct mc_regex *regex)
{
	return mc_err_hint(mc_err_new(MC_E_LIMIT,
				      _("the regular expression '%s' takes too long on this text"),
				      regex->pattern),
			   "%s", _("avoid nested repeats such as '(a+)+'"));
}

/* Where a match is: bytes from start to end. */
struct span {
	size_t start;
	size_t end;
};

/* A subject with the code that fits it. */
struct search {
	const struct mc_regex *regex;
	const pcre2_code *code;
	const char *subject;
	size_t len;
	uint32_t options;
};

static struct search search_of(const struct mc_regex *regex, const char *subject, size_t len)
{
	struct search search = { .regex = regex, .subject = subject, .len = len };

	search.code = pick(regex, &search.options, subject, len);
	return search;
}

/* Milliseconds of CPU time since start. */
static clock_t gone_ms(clock_t start)
{
	return (clock() - start) / (CLOCKS_PER_SEC / 1000);
}

/* The start of the character that is step bytes on, or behind the end. */
static size_t place_after(const struct search *s, size_t at, size_t step)
{
	if (step >= s->len - at)
		return s->len + 1;
	at += step;
	while (at < s->len && ((unsigned char)s->subject[at] & 0xc0) == 0x80)
		at++;
	return at;
}

/*
 * PCRE2 counts steps anew from each starting place, so a long text made for it keeps it busy for hours.  It
 * is therefore given some starting places at a time, and the clock is looked at between them.
 */
static int search_on(const struct search *s, size_t offset, uint32_t options)
{
	clock_t start = clock();
	size_t step = FIRST_STEP;

	for (size_t at = offset;;) {
		clock_t before = clock();
		size_t next = place_after(s, at, step);

		(void)pcre2_set_offset_limit(s->regex->context, next - 1);
		int status = pcre2_match(s->code, (PCRE2_SPTR)s->subject, s->len, at, options,
					 s->regex->match, s->regex->context);

		if (status != PCRE2_ERROR_NOMATCH || next > s->len || (options & PCRE2_ANCHORED))
			return status;
		if (gone_ms(start) > TIME_LIMIT_S * 1000)
			return PCRE2_ERROR_MATCHLIMIT;
		if (gone_ms(before) < TICK_MS)
			step *= 2;
		at = next;
	}
}

static struct mc_err *find(bool *found, struct span *span, const struct search *s, size_t offset,
			   uint32_t more_options)
{
	if (!s->code || offset > s->len) {
		*found = false;
		return NULL;
	}
	int status = search_on(s, offset, s->options | more_options);

	if (status < 0 && status != PCRE2_ERROR_NOMATCH)
		return too_costly(s->regex);
	*found = status >= 0;
	if (*found) {
		const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(s->regex->match);

		/* \K in a look-ahead can put the start behind the end. */
		*span = (struct span){ ends[0] < ends[1] ? ends[0] : ends[1], ends[1] };
	}
	return NULL;
}

struct mc_err *mc_regex_is_match(bool *matched, const struct mc_regex *regex, const char *subject, size_t len)
{
	struct search search = search_of(regex, subject, len);
	struct span unused;

	return find(matched, &unused, &search, 0, 0);
}

/* The next match behind an empty one: not empty at the same place, else one character on. */
static struct mc_err *find_next(bool *found, struct span *span, const struct search *s)
{
	size_t at = span->end;

	if (span->start != span->end)
		return find(found, span, s, at, 0);
	MC_TRY(find(found, span, s, at, PCRE2_NOTEMPTY_ATSTART | PCRE2_ANCHORED));
	if (*found)
		return NULL;
	uint32_t character;
	size_t step = at < s->len && s->code == s->regex->text
			      ? mc_utf8_decode(&character, s->subject + at, s->len - at)
			      : 1;
	return find(found, span, s, at + step, 0);
}

struct mc_err *mc_regex_count(size_t *count, const struct mc_regex *regex, const char *subject, size_t len)
{
	struct search search = search_of(regex, subject, len);
	struct span span = { 0, 0 };
	clock_t start = clock();
	size_t matches = 0;
	bool found = false;

	MC_TRY(find(&found, &span, &search, 0, 0));
	while (found) {
		matches++;
		if (gone_ms(start) > TIME_LIMIT_S * 1000)
			return too_costly(regex);
		MC_TRY(find_next(&found, &span, &search));
	}
	*count = matches;
	return NULL;
}
