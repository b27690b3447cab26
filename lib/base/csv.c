/* SPDX-License-Identifier: MIT */
#include "base/csv.h"

#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "base/csv_decode.h"
#include "base/i18n.h"
#include "base/str.h"

/* What a byte is to the reader outside quotes or inside them. */
enum byte_class { PLAIN, SEPARATOR, LINE_END, TAB, CONTROL, QUOTE, MAYBE_C1 };

enum { BYTE_VALUES = 256, C1_LEAD = 0xc2 };

enum fault { NO_FAULT, BAD_CONTROL, BAD_BYTE, BAD_TAB, OPEN_QUOTE, BEHIND_QUOTE, TOO_LONG, TOO_MANY };

/* A field where it lies in the text, without blanks and quotes around it. */
struct span {
	const char *start;
	const char *end;
	bool has_quotes; /* doubled ones inside */
};

struct mc_csv {
	const char *name;
	struct mc_buf converted;
	const char *at;
	const char *end;
	size_t line;
	unsigned notices;
	unsigned char outside[BYTE_VALUES];
	unsigned char inside[BYTE_VALUES];

	/* The row that is being read. */
	size_t count; /* of its fields, more than there are spans when the row is too long */
	bool has_text;
	enum fault fault; /* the first one */
	size_t fault_line;
	size_t fault_column;
	struct mc_buf row;
	struct span spans[MC_CSV_MAX_COLUMNS];
	const char *fields[MC_CSV_MAX_COLUMNS];

	struct mc_arena arena; /* owns the names */
	size_t column_count;   /* as many as can be at the header */
	const char *names[MC_CSV_MAX_COLUMNS];
	const char *keys[MC_CSV_MAX_COLUMNS]; /* the names as they are compared */
};

void mc_csv_free(struct mc_csv *csv)
{
	if (!csv)
		return;
	mc_buf_release(&csv->converted);
	mc_buf_release(&csv->row);
	mc_arena_release(&csv->arena);
	free(csv);
}

static void note_fault(struct mc_csv *csv, enum fault fault, size_t line)
{
	if (csv->fault)
		return;
	csv->fault = fault;
	csv->fault_line = line;
	csv->fault_column = csv->count + 1;
}

/* A control character above ASCII; in a text of Windows-1252 only a byte without meaning can have become one.
 */
static bool is_c1(const struct mc_csv *csv, const char *at)
{
	return (unsigned char)*at == C1_LEAD && csv->end - at > 1 && (unsigned char)at[1] < 0xa0;
}

static void note_c1(struct mc_csv *csv, const char *at)
{
	if (is_c1(csv, at))
		note_fault(csv, csv->notices & MC_CSV_WAS_WINDOWS_1252 ? BAD_BYTE : BAD_CONTROL, csv->line);
}

/* Bytes of the blank at the position, a no-break space among them; 0: there is none. */
static size_t blank_at(const char *at, const char *end)
{
	if (at < end && (*at == ' ' || *at == '\t'))
		return 1;
	return end - at > 1 && (unsigned char)at[0] == C1_LEAD && (unsigned char)at[1] == 0xa0 ? 2 : 0;
}

static bool is_separator(const struct mc_csv *csv, const char *at)
{
	return at < csv->end && csv->outside[(unsigned char)*at] == SEPARATOR;
}

static void skip_blanks(struct mc_csv *csv)
{
	while (!is_separator(csv, csv->at)) {
		size_t step = blank_at(csv->at, csv->end);

		if (step == 0)
			return;
		csv->at += step;
	}
}

static bool is_blank_before(const char *start, const char *end, size_t *len)
{
	*len = 1;
	if (end > start && strchr(" \t\r\n", end[-1]) && end[-1])
		return true;
	*len = 2;
	return end - start > 1 && blank_at(end - 2, end) == 2;
}

/* Cuts blanks and line ends off both ends of a field. */
static void trim(struct span *span)
{
	size_t step;

	while (is_blank_before(span->start, span->end, &step))
		span->end -= step;
	while (span->start < span->end) {
		step = *span->start == '\r' || *span->start == '\n' ? 1 : blank_at(span->start, span->end);
		if (step == 0)
			return;
		span->start += step;
	}
}

/* Counts the line end at the position; CR before LF is a part of it. */
static void count_line(struct mc_csv *csv, const char *at)
{
	if (*at == '\n' || at + 1 == csv->end || at[1] != '\n')
		csv->line++;
}

/* Reads up to the next separator or line end. */
static void read_plain(struct mc_csv *csv, struct span *span)
{
	const char *at = csv->at;
	bool has_tab = false;

	span->start = at;
	for (; at < csv->end; at++) {
		enum byte_class what = csv->outside[(unsigned char)*at];

		if (what == PLAIN)
			continue;
		if (what == SEPARATOR || what == LINE_END)
			break;
		if (what == CONTROL)
			note_fault(csv, BAD_CONTROL, csv->line);
		else if (what == MAYBE_C1)
			note_c1(csv, at);
		has_tab |= what == TAB;
	}
	csv->at = span->end = at;
	trim(span);
	if (has_tab && memchr(span->start, '\t', (size_t)(span->end - span->start)))
		note_fault(csv, BAD_TAB, csv->line);
}

/* Reads on from a quote to the one that ends it, and what stands behind that up to the next field. */
static void read_quoted(struct mc_csv *csv, struct span *span)
{
	size_t first_line = csv->line;
	const char *at = csv->at + 1;

	span->start = at;
	for (; at < csv->end; at++) {
		enum byte_class what = csv->inside[(unsigned char)*at];

		if (what == QUOTE && at + 1 < csv->end && at[1] == '"') {
			span->has_quotes = true;
			at++;
		} else if (what == QUOTE) {
			break;
		} else if (what == LINE_END) {
			count_line(csv, at);
		} else if (what == CONTROL) {
			note_fault(csv, BAD_CONTROL, csv->line);
		} else if (what == MAYBE_C1) {
			note_c1(csv, at);
		}
	}
	span->end = at;
	trim(span);
	if (at == csv->end)
		note_fault(csv, OPEN_QUOTE, first_line);
	csv->at = at + (at < csv->end);
	skip_blanks(csv);
	struct span rest = { .start = csv->at, .end = csv->at };

	read_plain(csv, &rest);
	if (rest.start < rest.end)
		note_fault(csv, BEHIND_QUOTE, csv->line);
}

static void read_field(struct mc_csv *csv)
{
	struct span span = { .start = csv->at, .end = csv->at };
	size_t line = csv->line;

	skip_blanks(csv);
	if (csv->at < csv->end && *csv->at == '"')
		read_quoted(csv, &span);
	else
		read_plain(csv, &span);
	if ((size_t)(span.end - span.start) > MC_CSV_MAX_FIELD_BYTES)
		note_fault(csv, TOO_LONG, line);
	csv->has_text |= span.start < span.end;
	if (csv->count < csv->column_count)
		csv->spans[csv->count] = span;
	else if (span.start < span.end)
		note_fault(csv, TOO_MANY, line);
	csv->count++;
}

/* Reads one row of the text, which may be empty, and goes behind its line end. */
static void read_row(struct mc_csv *csv)
{
	csv->count = 0;
	csv->fault = NO_FAULT;
	csv->has_text = false;
	read_field(csv);
	while (is_separator(csv, csv->at)) {
		csv->at++;
		read_field(csv);
	}
	if (csv->at == csv->end)
		return;
	csv->at += *csv->at == '\r' && csv->end - csv->at > 1 && csv->at[1] == '\n' ? 2 : 1;
	csv->line++;
}

/* Makes one quote of two, where they lie. */
static void join_quotes(char *field)
{
	char *to = field;

	for (const char *from = field; *from; from++) {
		*to++ = *from;
		if (from[0] == '"' && from[1] == '"')
			from++;
	}
	*to = '\0';
}

/* Copies the row, in which every field then ends with a zero: behind each lies a byte that is not needed. */
static void copy_fields(struct mc_csv *csv, const char *start)
{
	size_t len = (size_t)(csv->at - start);
	size_t count = csv->count < csv->column_count ? csv->count : csv->column_count;

	mc_buf_reset(&csv->row);
	char *copy = mc_buf_room(&csv->row, len + 1);

	memcpy(copy, start, len);
	for (size_t i = 0; i < count; i++) {
		char *field = copy + (csv->spans[i].start - start);

		field[csv->spans[i].end - csv->spans[i].start] = '\0';
		if (csv->spans[i].has_quotes)
			join_quotes(field);
		csv->fields[i] = field;
	}
	for (size_t i = count; i < csv->column_count; i++)
		csv->fields[i] = "";
}

const char *mc_csv_fault(size_t *line, size_t *column, const struct mc_csv *csv)
{
	static const char *const texts[] = {
		[BAD_CONTROL] = N_("a control character"),
		[BAD_BYTE] = N_("a byte that means nothing in UTF-8 and in Windows-1252"),
		[BAD_TAB] = N_("a tab in the middle of a field without quotes"),
		[OPEN_QUOTE] = N_("the quote that begins here does not end"),
		[BEHIND_QUOTE] = N_("text behind the closing quote"),
		[TOO_LONG] = N_("the field is longer than 64 KiB"),
		[TOO_MANY] = N_("there are more fields than columns in the header"),
	};

	if (!csv->fault)
		return NULL;
	*line = csv->fault_line;
	*column = csv->fault_column;
	return _(texts[csv->fault]);
}

static struct mc_err *fault_error(const struct mc_csv *csv)
{
	size_t line = 0;
	size_t column = 0;
	const char *text = mc_csv_fault(&line, &column, csv);

	return mc_err_new(MC_E_INPUT, _("%s:%zu: column %zu: %s"), csv->name, line, column, text);
}

struct mc_err *mc_csv_next(bool *has_row, struct mc_csv_row *row, struct mc_csv *csv)
{
	while (csv->at < csv->end) {
		const char *start = csv->at;
		size_t line = csv->line;

		read_row(csv);
		if (csv->fault)
			return fault_error(csv);
		if (!csv->has_text)
			continue;
		copy_fields(csv, start);
		*row = (struct mc_csv_row){ .line = line, .fields = csv->fields, .count = csv->column_count };
		*has_row = true;
		return NULL;
	}
	*has_row = false;
	return NULL;
}

/* The separator that stands most often outside quotes in the first line; a comma when there is none. */
static char guess_separator(const char *at, const char *end)
{
	size_t commas = 0;
	size_t semicolons = 0;
	size_t tabs = 0;
	bool is_quoted = false;

	for (; at < end && (is_quoted || (*at != '\n' && *at != '\r')); at++) {
		is_quoted ^= *at == '"';
		commas += !is_quoted && *at == ',';
		semicolons += !is_quoted && *at == ';';
		tabs += !is_quoted && *at == '\t';
	}
	if (tabs > 0 && tabs >= commas && tabs >= semicolons)
		return '\t';
	return semicolons > 0 && semicolons >= commas ? ';' : ',';
}

/* "sep=;" in the first line; 0: it is not there. */
static char read_sep_line(struct mc_csv *csv)
{
	static const char word[] = "sep=";
	size_t len = sizeof(word) - 1;
	const char *behind = csv->at + len + 1;

	if (csv->end - csv->at < (ptrdiff_t)len + 2 || strncasecmp(csv->at, word, len) != 0 ||
	    !strchr(",;\t", csv->at[len]) || !csv->at[len] || (*behind != '\r' && *behind != '\n'))
		return '\0';
	char separator = csv->at[len];

	csv->at = behind + (*behind == '\r' && csv->end - behind > 1 && behind[1] == '\n' ? 2 : 1);
	csv->line++;
	return separator;
}

static void choose_separator(struct mc_csv *csv)
{
	char separator = read_sep_line(csv);

	for (; csv->at < csv->end && strchr(" \r\n", *csv->at) && *csv->at; csv->at++)
		if (*csv->at != ' ')
			count_line(csv, csv->at);
	if (!separator)
		separator = guess_separator(csv->at, csv->end);
	if (separator != ',')
		csv->notices |= separator == ';' ? MC_CSV_HAD_SEMICOLONS : MC_CSV_HAD_TABS;
	for (unsigned byte = 0; byte < BYTE_VALUES; byte++)
		if (byte < ' ' || byte == 0x7f)
			csv->outside[byte] = csv->inside[byte] = CONTROL;
	csv->outside['\t'] = TAB;
	csv->inside['\t'] = PLAIN;
	csv->outside['\n'] = csv->outside['\r'] = csv->inside['\n'] = csv->inside['\r'] = LINE_END;
	csv->outside[C1_LEAD] = csv->inside[C1_LEAD] = MAYBE_C1;
	csv->inside['"'] = QUOTE;
	csv->outside[(unsigned char)separator] = SEPARATOR;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* A name as names are compared. */
static const char *key_of(struct mc_arena *arena, const char *name)
{
	size_t len = strlen(name);
	const char *end = name + len;
	char *key = mc_arena_alloc(arena, len + 1);
	size_t used = 0;

	for (const char *at = name; at < end;) {
		size_t gap = *at == '_' || *at == '-' ? 1 : blank_at(at, end);
		bool is_between_digits = used > 0 && is_digit(key[used - 1]) && is_digit(at[gap]);

		if (gap > 0 && !is_between_digits) {
			at += gap;
			continue;
		}
		key[used++] = *at >= 'A' && *at <= 'Z' ? (char)(*at + 'a' - 'A') : *at;
		at++;
	}
	return key;
}

static struct mc_err *header_error(const struct mc_csv *csv, size_t line, size_t column, const char *text)
{
	return mc_err_new(MC_E_INPUT, _("%s:%zu: column %zu: %s"), csv->name, line, column + 1, text);
}

static struct mc_err *name_columns(struct mc_csv *csv, size_t line)
{
	for (size_t i = 0; i < csv->column_count; i++) {
		csv->names[i] = mc_arena_strdup(&csv->arena, csv->fields[i]);
		csv->keys[i] = key_of(&csv->arena, csv->names[i]);
		if (!*csv->names[i])
			return header_error(csv, line, i, _("the column has no name in the header"));
		for (size_t k = 0; k < i; k++)
			if (!strcmp(csv->keys[i], csv->keys[k]))
				return header_error(csv, line, i, _("the header has this name twice"));
	}
	return NULL;
}

static struct mc_err *read_header(struct mc_csv *csv)
{
	struct mc_csv_row row;
	bool has_row = false;

	csv->column_count = MC_CSV_MAX_COLUMNS;
	MC_TRY(mc_csv_next(&has_row, &row, csv));
	if (!has_row)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is empty"), csv->name),
				   _("the first line names the columns"));
	csv->column_count = csv->count < MC_CSV_MAX_COLUMNS ? csv->count : MC_CSV_MAX_COLUMNS;
	while (!*csv->fields[csv->column_count - 1])
		csv->column_count--;
	return name_columns(csv, row.line);
}

struct mc_err *mc_csv_open(struct mc_csv **csv, const char *bytes, size_t len, const char *name)
{
	MC_AUTOPTR(mc_csv) opened = mc_alloc_zero(1, sizeof(*opened));
	struct mc_str text;

	opened->converted = (struct mc_buf)MC_BUF_INIT;
	opened->row = (struct mc_buf)MC_BUF_INIT;
	opened->name = name;
	opened->line = 1;
	if (len > MC_CSV_MAX_BYTES)
		return mc_err_new(MC_E_INPUT, _("'%s' is larger than the limit of %u bytes"), name,
				  MC_CSV_MAX_BYTES);
	MC_TRY(mc_csv_decode(&text, &opened->converted, &opened->notices, (struct mc_str){ bytes, len },
			     name));
	opened->at = text.ptr;
	opened->end = text.ptr + text.len;
	choose_separator(opened);
	MC_TRY(read_header(opened));
	*csv = MC_TAKE(opened);
	return NULL;
}

unsigned mc_csv_notices(const struct mc_csv *csv)
{
	return csv->notices;
}

size_t mc_csv_column_count(const struct mc_csv *csv)
{
	return csv->column_count;
}

const char *mc_csv_column_name(const struct mc_csv *csv, size_t column)
{
	return csv->names[column];
}

size_t mc_csv_column(const struct mc_csv *csv, const char *name)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	const char *key = key_of(&arena, name);

	for (size_t i = 0; i < csv->column_count; i++)
		if (!strcmp(csv->keys[i], key))
			return i;
	return SIZE_MAX;
}
