/* SPDX-License-Identifier: MIT */
/* Source: ISO 32000-1, 7.8 (contents and resources), 8.4.2 (graphics state), 8.10 (form XObjects), 9.3
 * and 9.4 (text), 14.6 and 14.9.4 (marked content, ActualText). */
#include "carrier/pdf_draw.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "carrier/parts.h"
#include "carrier/pdf_font.h"
#include "carrier/pdf_operands.h"
#include "carrier/pdf_parts.h"
#include "ext/escape.h"

/* All that is decoded of one file, and all its text. */
#define MAX_CONTENT_BYTES (64u * 1024 * 1024)
#define MAX_TEXT_BYTES (4u * 1024 * 1024)

enum {
	MAX_FORMS = 10,	  /* inside each other */
	MAX_SAVED = 64,	  /* states of drawing */
	MAX_MARKS = 64,	  /* marked parts inside each other */
	MAX_PARENTS = 32, /* of a page */
	MATRIX = 6,
	CLUSTER = 8,   /* glyphs of what one ActualText may say: a letter and its marks */
	INVISIBLE = 3, /* modes of text that draw nothing */
	CLIPS = 7,
};

/* Parts of the size of letters: how far a mark can stand from its line, and what is the same line. */
static const double mark_room = 1.1, line_room = 0.2;

/* Where the next letters stand, beside those before. */
enum place { GOES_ON, MOVED, NEW_PIECE, NEW_LINE };

struct state {
	double matrix[MATRIX]; /* to points of the page */
	size_t font;
	bool has_font;
	double size, leading;
	int mode;
};

/* A part between BDC and EMC. */
struct mark {
	bool is_text; /* has ActualText */
	struct mc_buf text;
	size_t start;  /* in out */
	size_t glyphs; /* that were drawn in it */
};

struct mc_pdf_drawing {
	struct mc_pdf *pdf;
	struct mc_buf *out;
	struct mc_pdf_fonts fonts;
	size_t content_bytes;
	unsigned forms;	    /* inside how many */
	unsigned resources; /* of the page or form */
	double box[4];	    /* of the page: left, bottom, right, top */
	struct state state;
	struct state saved[MAX_SAVED];
	size_t saved_count;
	struct mark marks[MAX_MARKS];
	size_t mark_count;
	double line[MATRIX]; /* where the text is, in the matrix of the state */
	enum place place;
	double last_y; /* of the line that was drawn last, in points */
};

static struct mc_err *draw(struct mc_pdf_drawing *drawing, struct mc_str content);

/* out = left × right; out may be right. */
static void multiply(double out[MATRIX], const double left[MATRIX], const double right[MATRIX])
{
	const double made[MATRIX] = {
		left[0] * right[0] + left[1] * right[2],
		left[0] * right[1] + left[1] * right[3],
		left[2] * right[0] + left[3] * right[2],
		left[2] * right[1] + left[3] * right[3],
		left[4] * right[0] + left[5] * right[2] + right[4],
		left[4] * right[1] + left[5] * right[3] + right[5],
	};

	memcpy(out, made, sizeof(made));
}

/* ---- text ---- */

/* What divides the next letters from those before: how far apart they are, in sizes of letters. */
static const char *divider(const struct mc_pdf_drawing *drawing, double y, double em)
{
	double away = fabs(y - drawing->last_y);

	switch (drawing->place) {
	case GOES_ON:
		return "";
	case MOVED:
		return away > mark_room * em ? "\n" : "";
	case NEW_PIECE:
		return away > line_room * em ? "\n" : "\t";
	case NEW_LINE:
	default:
		return "\n";
	}
}

static bool is_on_page(const struct mc_pdf_drawing *drawing, double x, double y)
{
	return x >= drawing->box[0] && x <= drawing->box[2] && y >= drawing->box[1] && y <= drawing->box[3];
}

/* Marks that nothing was drawn in yet begin behind what divides. */
static void add_divider(struct mc_pdf_drawing *drawing, const char *text)
{
	size_t before = drawing->out->len;

	if (before == 0)
		return;
	mc_buf_addz(drawing->out, text);
	for (size_t i = 0; i < drawing->mark_count; i++) {
		if (drawing->marks[i].start == before && drawing->marks[i].glyphs == 0)
			drawing->marks[i].start = drawing->out->len;
	}
}

static struct mc_err *show(struct mc_pdf_drawing *drawing, const struct mc_pdf_operands *operands)
{
	const struct state *state = &drawing->state;
	double to_page[MATRIX];

	multiply(to_page, drawing->line, state->matrix);
	if (operands->strings.len == 0 || !state->has_font || state->mode == INVISIBLE ||
	    state->mode == CLIPS || !is_on_page(drawing, to_page[4], to_page[5]))
		return NULL;
	double em = fabs(state->size) * hypot(to_page[2], to_page[3]);

	add_divider(drawing, divider(drawing, to_page[5], em));
	/* A mark above a letter leaves the line where it is. */
	if (drawing->place != MOVED || fabs(to_page[5] - drawing->last_y) > mark_room * em)
		drawing->last_y = to_page[5];
	drawing->place = GOES_ON;
	size_t glyphs = mc_pdf_font_add(drawing->out, &drawing->fonts.fonts[state->font],
					(struct mc_str){ operands->strings.ptr, operands->strings.len });

	for (size_t i = 0; i < drawing->mark_count; i++)
		drawing->marks[i].glyphs += glyphs;
	if (drawing->out->len > MAX_TEXT_BYTES)
		return mc_err_new(MC_E_LIMIT, _("PDF file: its text is longer than %u bytes"),
				  MAX_TEXT_BYTES);
	return NULL;
}

static void move_line(struct mc_pdf_drawing *drawing, double x, double y, enum place place)
{
	const double by[MATRIX] = { 1, 0, 0, 1, x, y };

	multiply(drawing->line, by, drawing->line);
	if (drawing->place < place)
		drawing->place = place;
}

/* ---- marked parts ---- */

static struct mc_err *begin_mark(struct mc_pdf_drawing *drawing, const struct mc_pdf_operands *operands)
{
	if (drawing->mark_count == MAX_MARKS)
		return mc_carrier_bad(MC_CARRIER_PDF, _("its structure is too deep"));
	struct mark *mark = &drawing->marks[drawing->mark_count++];

	*mark = (struct mark){ .is_text = operands->has_actual,
			       .text = MC_BUF_INIT,
			       .start = drawing->out->len };
	if (!mark->is_text)
		return NULL;
	struct mc_str actual = { operands->actual.ptr, operands->actual.len };

	if (actual.len >= 2 && !memcmp(actual.ptr, "\xfe\xff", 2))
		mc_glyph_add_utf16(&mark->text, (struct mc_str){ actual.ptr + 2, actual.len - 2 });
	else
		mark->is_text = false;
	return NULL;
}

/* Characters that are not drawn but part words and join letters: U+200C and U+200D. */
static bool is_joiner(const struct mc_buf *text)
{
	return !strcmp(text->ptr, "\xe2\x80\x8c") || !strcmp(text->ptr, "\xe2\x80\x8d");
}

/* What a file says instead of what it draws is believed of single letters only: fonts that put them together
 * from parts need it. */
static void end_mark(struct mc_pdf_drawing *drawing)
{
	if (drawing->mark_count == 0)
		return;
	struct mark *mark = &drawing->marks[--drawing->mark_count];

	if (mark->is_text && mark->glyphs == 0 && is_joiner(&mark->text))
		mc_buf_add(drawing->out, mark->text.ptr, mark->text.len);
	else if (mark->is_text && mark->glyphs > 0 && mark->glyphs <= CLUSTER &&
		 mc_escape_count(mark->text.ptr) <= CLUSTER) {
		drawing->out->len = mark->start;
		mc_buf_add(drawing->out, mark->text.ptr, mark->text.len);
	}
	mc_buf_release(&mark->text);
}

/* ---- pages in pages ---- */

static void get_numbers(double *numbers, size_t count, struct mc_pdf *pdf, unsigned array)
{
	for (size_t i = 0; i < count && mc_pdf_count(pdf, array) == count; i++)
		numbers[i] = mc_pdf_number(pdf, mc_pdf_at(pdf, array, i), 0);
}

static struct mc_err *add_content(struct mc_buf *content, struct mc_pdf_drawing *drawing, unsigned stream)
{
	size_t before = content->len;

	MC_TRY(mc_pdf_add_stream(content, drawing->pdf, stream, MAX_CONTENT_BYTES - drawing->content_bytes));
	drawing->content_bytes += content->len - before;
	mc_buf_addc(content, '\n');
	return NULL;
}

/* A form has a state, resources and marks of its own. */
static struct mc_err *draw_form(struct mc_pdf_drawing *drawing, unsigned form)
{
	struct mc_pdf *pdf = drawing->pdf;
	const struct state state = drawing->state;
	unsigned resources = mc_pdf_get(pdf, form, "/Resources"), outer = drawing->resources;
	size_t saved_count = drawing->saved_count;
	double matrix[MATRIX] = { 1, 0, 0, 1, 0, 0 };
	MC_AUTO(mc_buf) content = MC_BUF_INIT;

	if (drawing->forms == MAX_FORMS)
		return mc_carrier_bad(MC_CARRIER_PDF, _("its structure is too deep"));
	MC_TRY(add_content(&content, drawing, form));
	get_numbers(matrix, MATRIX, pdf, mc_pdf_get(pdf, form, "/Matrix"));
	multiply(drawing->state.matrix, matrix, drawing->state.matrix);
	drawing->resources = resources ? resources : outer;
	drawing->forms++;
	struct mc_err *err = draw(drawing, (struct mc_str){ content.ptr, content.len });

	drawing->forms--;
	drawing->resources = outer;
	drawing->saved_count = saved_count;
	drawing->state = state;
	return err;
}

static struct mc_err *draw_object(struct mc_pdf_drawing *drawing, const struct mc_pdf_operands *operands)
{
	MC_AUTO(mc_buf) key = MC_BUF_INIT;

	mc_buf_addf(&key, "/%s", operands->name.ptr);
	unsigned object =
		mc_pdf_get(drawing->pdf, mc_pdf_get(drawing->pdf, drawing->resources, "/XObject"), key.ptr);

	return mc_pdf_is_name(drawing->pdf, mc_pdf_get(drawing->pdf, object, "/Subtype"), "/Form")
		       ? draw_form(drawing, object)
		       : NULL;
}

/* ---- words ---- */

static struct mc_err *set_font(struct mc_pdf_drawing *drawing, const struct mc_pdf_operands *operands)
{
	MC_AUTO(mc_buf) key = MC_BUF_INIT;

	mc_buf_addf(&key, "/%s", operands->name.ptr);
	unsigned font =
		mc_pdf_get(drawing->pdf, mc_pdf_get(drawing->pdf, drawing->resources, "/Font"), key.ptr);

	drawing->state.size = operands->numbers[0];
	drawing->state.has_font = font != 0;
	return font ? mc_pdf_font_find(&drawing->state.font, &drawing->fonts, drawing->pdf, font) : NULL;
}

static struct mc_err *begin_text(struct mc_pdf_drawing *drawing, const struct mc_pdf_operands *operands)
{
	static const double start[MATRIX] = { 1, 0, 0, 1, 0, 0 };

	(void)operands;
	memcpy(drawing->line, start, sizeof(start));
	move_line(drawing, 0, 0, NEW_PIECE);
	return NULL;
}

static struct mc_err *set_line(struct mc_pdf_drawing *drawing, const struct mc_pdf_operands *operands)
{
	memcpy(drawing->line, operands->numbers, sizeof(drawing->line));
	move_line(drawing, 0, 0, NEW_PIECE);
	return NULL;
}

static struct mc_err *move(struct mc_pdf_drawing *drawing, const struct mc_pdf_operands *operands)
{
	move_line(drawing, operands->numbers[0], operands->numbers[1], MOVED);
	return NULL;
}

static struct mc_err *move_and_lead(struct mc_pdf_drawing *drawing, const struct mc_pdf_operands *operands)
{
	drawing->state.leading = -operands->numbers[1];
	return move(drawing, operands);
}

static struct mc_err *set_leading(struct mc_pdf_drawing *drawing, const struct mc_pdf_operands *operands)
{
	drawing->state.leading = operands->numbers[0];
	return NULL;
}

static struct mc_err *set_mode(struct mc_pdf_drawing *drawing, const struct mc_pdf_operands *operands)
{
	drawing->state.mode = (int)fmin(fmax(operands->numbers[0], 0), CLIPS);
	return NULL;
}

static struct mc_err *start_line(struct mc_pdf_drawing *drawing, const struct mc_pdf_operands *operands)
{
	(void)operands;
	move_line(drawing, 0, -drawing->state.leading, NEW_LINE);
	return NULL;
}

static struct mc_err *show_on_next_line(struct mc_pdf_drawing *drawing,
					const struct mc_pdf_operands *operands)
{
	MC_TRY(start_line(drawing, operands));
	return show(drawing, operands);
}

static struct mc_err *save(struct mc_pdf_drawing *drawing, const struct mc_pdf_operands *operands)
{
	(void)operands;
	if (drawing->saved_count == MAX_SAVED)
		return mc_carrier_bad(MC_CARRIER_PDF, _("its structure is too deep"));
	drawing->saved[drawing->saved_count++] = drawing->state;
	return NULL;
}

static struct mc_err *restore(struct mc_pdf_drawing *drawing, const struct mc_pdf_operands *operands)
{
	(void)operands;
	if (drawing->saved_count > 0)
		drawing->state = drawing->saved[--drawing->saved_count];
	return NULL;
}

static struct mc_err *change_matrix(struct mc_pdf_drawing *drawing, const struct mc_pdf_operands *operands)
{
	multiply(drawing->state.matrix, operands->numbers, drawing->state.matrix);
	return NULL;
}

static struct mc_err *end_part(struct mc_pdf_drawing *drawing, const struct mc_pdf_operands *operands)
{
	(void)operands;
	end_mark(drawing);
	return NULL;
}

static struct mc_err *do_word(struct mc_pdf_drawing *drawing, const char *word,
			      const struct mc_pdf_operands *operands)
{
	static const struct {
		const char *word;
		struct mc_err *(*act)(struct mc_pdf_drawing *, const struct mc_pdf_operands *);
	} words[] = {
		{ "Tj", show },
		{ "TJ", show },
		{ "Td", move },
		{ "Tf", set_font },
		{ "Tm", set_line },
		{ "BT", begin_text },
		{ "TD", move_and_lead },
		{ "T*", start_line },
		{ "TL", set_leading },
		{ "'", show_on_next_line },
		{ "\"", show_on_next_line },
		{ "Tr", set_mode },
		{ "q", save },
		{ "Q", restore },
		{ "cm", change_matrix },
		{ "BDC", begin_mark },
		{ "BMC", begin_mark },
		{ "EMC", end_part },
		{ "Do", draw_object },
	};

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (!strcmp(words[i].word, word))
			return words[i].act(drawing, operands);
	}
	return NULL;
}

static struct mc_err *draw_with(struct mc_pdf_drawing *drawing, struct mc_pdf_operands *operands,
				struct mc_pdf_lex *lex)
{
	enum mc_pdf_token token;

	while ((token = mc_pdf_lex_next(lex)) != MC_PDF_END) {
		if (token != MC_PDF_WORD) {
			mc_pdf_operands_take(operands, token, lex);
			continue;
		}
		if (!strcmp(lex->text.ptr, "ID"))
			mc_pdf_lex_skip_image(lex);
		MC_TRY(do_word(drawing, lex->text.ptr, operands));
		mc_pdf_operands_forget(operands);
	}
	return lex->is_bad ? mc_carrier_bad(MC_CARRIER_PDF, _("it is damaged or cut off")) : NULL;
}

static struct mc_err *draw(struct mc_pdf_drawing *drawing, struct mc_str content)
{
	struct mc_pdf_operands operands = MC_PDF_OPERANDS_INIT;
	struct mc_pdf_lex lex;

	mc_pdf_lex_start(&lex, content);
	struct mc_err *err = draw_with(drawing, &operands, &lex);

	mc_buf_release(&lex.text);
	mc_pdf_operands_release(&operands);
	return err;
}

/* ---- pages ---- */

/* What a page has itself, or those above it have for all below. */
static unsigned inherited(struct mc_pdf *pdf, unsigned page, const char *key)
{
	for (unsigned i = 0; page && i < MAX_PARENTS; i++) {
		unsigned value = mc_pdf_get(pdf, page, key);

		if (value)
			return value;
		page = mc_pdf_get(pdf, page, "/Parent");
	}
	return 0;
}

static struct mc_err *read_content(struct mc_buf *content, struct mc_pdf_drawing *drawing, unsigned page)
{
	unsigned contents = mc_pdf_get(drawing->pdf, page, "/Contents");
	size_t count = mc_pdf_count(drawing->pdf, contents);

	if (mc_pdf_type(drawing->pdf, contents) == MC_PDF_STREAM)
		return add_content(content, drawing, contents);
	for (size_t i = 0; i < count; i++)
		MC_TRY(add_content(content, drawing, mc_pdf_at(drawing->pdf, contents, i)));
	return NULL;
}

struct mc_pdf_drawing *mc_pdf_drawing_new(struct mc_pdf *pdf, struct mc_buf *out)
{
	struct mc_pdf_drawing *drawing = mc_alloc_zero(1, sizeof(*drawing));

	drawing->pdf = pdf;
	drawing->out = out;
	return drawing;
}

void mc_pdf_drawing_free(struct mc_pdf_drawing *drawing)
{
	if (!drawing)
		return;
	while (drawing->mark_count > 0)
		mc_buf_release(&drawing->marks[--drawing->mark_count].text);
	mc_pdf_fonts_release(&drawing->fonts);
	free(drawing);
}

struct mc_err *mc_pdf_drawing_page(struct mc_pdf_drawing *drawing, unsigned page)
{
	MC_AUTO(mc_buf) content = MC_BUF_INIT;

	drawing->state = (struct state){ .matrix = { 1, 0, 0, 1, 0, 0 } };
	drawing->saved_count = 0;
	drawing->place = NEW_LINE;
	drawing->resources = inherited(drawing->pdf, page, "/Resources");
	memset(drawing->box, 0, sizeof(drawing->box));
	get_numbers(drawing->box, MC_COUNT(drawing->box), drawing->pdf,
		    inherited(drawing->pdf, page, "/MediaBox"));
	MC_TRY(read_content(&content, drawing, page));
	MC_TRY(draw(drawing, (struct mc_str){ content.ptr, content.len }));
	while (drawing->mark_count > 0)
		end_mark(drawing);
	return NULL;
}
