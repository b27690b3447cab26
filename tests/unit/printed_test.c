/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "check.h"
#include "os/data.h"
#include "printed/job.h"
#include "printed/strict.h"

static const char *const designs[] = { "classic", "modern", "quiet" };
static const char *const langs[] = { "en", "es", "el", "fr", "ar", "uk", "fa" };

static struct mc_printed_facts facts_of(const char *name)
{
	static const struct mc_printed_line results[] = { { "First steps", "41.5 / 50", NULL, 1 },
							  { "Pages", "58 / 60", NULL, 1 } };
	static const struct mc_printed_line competences[] = { { "ICDL", NULL, NULL, 0 },
							      { "Building using code", NULL, "1.0 / 4", 1 } };
	static const struct mc_printed_signatory signatories[] = {
		{ "Sample Head", "Head of the school", NULL }, { "Sample Trainer", "Trainer", NULL }
	};

	return (struct mc_printed_facts){
		.name = name,
		.latin_name = "Sample Learner",
		.course = "Web development: from first steps to a first job",
		.course_second = "تطوير الويب",
		.issuer = "Sample School",
		.started_on = "2026-01-12",
		.ended_on = "2026-07-03",
		.awarded_on = "2026-07-10",
		.valid_until = "2029-07-10",
		.place = "Athens",
		.hours = 420.5,
		.attendance = "94 %",
		.points = "412 / 450",
		.criteria = "At least 80 % of the lessons attended.",
		.results = results,
		.result_count = 2,
		.competences = competences,
		.competence_count = 2,
		.signatories = signatories,
		.signatory_count = 2,
		.id = "urn:uuid:00000000-1111-4222-8333-444444444444",
		.qr = "https://school.example/verify#v1.0000",
		.verify_url = "school.example/verify",
		.made_s = 1783641600,
	};
}

/* ---- design.json ---- */

static char *read_design(const char *name, size_t *len)
{
	MC_AUTOTEXT dir = NULL;
	struct mc_buf bytes = MC_BUF_INIT;

	assert_ok(mc_data_dir(&dir, "templates"));
	MC_AUTOTEXT path = mc_format("%s/certificate/%s/design.json", dir, name);

	assert_ok(mc_buf_read_file(&bytes, path, 1 << 20));
	*len = bytes.len;
	return mc_buf_take(&bytes);
}

/* The classic design with one piece of its text replaced. */
static struct mc_err *parse_changed(const char *from, const char *to)
{
	size_t len;
	MC_AUTOTEXT text = read_design("classic", &len);
	char *at = strstr(text, from);
	MC_AUTOPTR(mc_design) design = NULL;

	assert_non_null(at);
	MC_AUTOTEXT changed = mc_format("%.*s%s%s", (int)(at - text), text, to, at + strlen(from));

	return mc_design_parse(&design, "d.json", changed, strlen(changed));
}

static void every_design_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < MC_COUNT(designs); i++) {
		MC_AUTOPTR(mc_design) design = NULL;

		assert_ok(mc_design_open(&design, designs[i]));
		assert_true(design->one.count > 2 && design->two.count > 2);
	}
}

static void faults_of_a_design_are_told_with_their_place(void **state)
{
	static const struct {
		const char *from, *to, *told;
	} faults[] = {
		{ "\"orientation\": \"landscape\",\n\t\"colours\"",
		  "\"orientation\": \"square\",\n\t\"colours\"", "unknown value 'square'" },
		{ "\"ink\": \"#1d2733\"", "\"ink\": \"blue\"", "expected a colour" },
		{ "\"ink\": \"#1d2733\",", "", "'ink' is missing" },
		{ "\"smallest\": 17", "\"smallset\": 17", "unknown key" },
		{ "\"kind\": \"rosette\"", "\"kind\": \"rosete\"", "unknown value" },
		{ "\"radius\": 72", "\"width\": 72", "unknown key" },
		{ "\"put\": \"title\", \"style\": \"title\"", "\"put\": \"title\", \"style\": \"tilte\"",
		  "no style 'tilte'" },
		{ "\"x\": 220, \"y\": 151", "\"x\": 200, \"y\": 151", "overlaps block 2" },
		{ "\"x\": 220, \"y\": 151", "\"x\": 262, \"y\": 151", "leaves the page" },
		{ "migracode/certificate-design/v1", "migracode/certificate-design/v9", "expected" },
		{ "\"columns\": 2", "\"columns\": 1.5", "whole number" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(faults); i++) {
		MC_AUTOPTR(mc_err) err = parse_changed(faults[i].from, faults[i].to);

		assert_non_null(err);
		assert_int_equal(err->code, MC_E_INPUT);
		if (!strstr(err->msg, faults[i].told) || strncmp(err->msg, "d.json:", 7) != 0)
			fail_msg("'%s' does not say '%s'", err->msg, faults[i].told);
	}
}

static void text_has_contrast_with_any_colour_of_a_school(void **state)
{
	static const char *const colours[] = { "#ffff00", "#ffffff", "#000000", "#7f7f7f", "#e36414" };
	MC_AUTOPTR(mc_design) design = NULL;

	(void)state;
	assert_ok(mc_design_open(&design, "modern"));
	for (size_t i = 0; i < MC_COUNT(colours); i++) {
		assert_true(mc_strict_colour(&design->colours[MC_DESIGN_COLOUR], colours[i]));
		assert_true(mc_strict_colour(&design->colours[MC_DESIGN_ACCENT], colours[i]));
		for (size_t s = 0; s < design->style_count; s++) {
			const struct mc_design_style *style = &design->styles[s];

			assert_true(mc_design_contrast(mc_design_text_colour(design, style),
						       design->colours[style->on]) >= 4.5);
		}
	}
}

/* ---- words ---- */

static void words_of_every_language_are_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < MC_COUNT(langs); i++) {
		MC_AUTOPTR(mc_printed_words) words = NULL;

		assert_ok(mc_printed_words_open(&words, langs[i]));
		assert_int_equal(mc_printed_words_is_rtl(words),
				 !strcmp(langs[i], "ar") || !strcmp(langs[i], "fa"));
	}
	MC_AUTOPTR(mc_printed_words) words = NULL;

	assert_ok(mc_printed_words_open(&words, "es-AR"));
	assert_err(MC_E_INPUT, mc_printed_words_open(&words, "xx"));
	assert_err(MC_E_INPUT, mc_printed_words_open(&words, "../en"));
}

static void dates_and_numbers_are_told_in_words(void **state)
{
	MC_AUTOPTR(mc_printed_words) words = NULL;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	(void)state;
	assert_ok(mc_printed_words_open(&words, "en"));
	mc_printed_date(&text, words, "2026-07-03");
	assert_string_equal(text.ptr, "3 July 2026");
	mc_buf_reset(&text);
	mc_printed_date(&text, words, "soon");
	assert_string_equal(text.ptr, "soon");
	mc_buf_reset(&text);
	mc_printed_number(&text, words, 420.5);
	mc_buf_addz(&text, " ");
	mc_printed_number(&text, words, 96);
	assert_string_equal(text.ptr, "420.5 96");
	mc_buf_reset(&text);
	mc_printed_word_fill(&text, words, MC_WORD_EXTERNAL_NOTE,
			     &(struct mc_word_values){ .issuer = "مدرسة (1)" });
	assert_string_equal(text.ptr, "Not certified by \u2068مدرسة (1)\u2069");
}

static void faults_of_words_are_told_with_their_place(void **state)
{
	MC_AUTOTEXT dir = NULL;
	MC_AUTO(mc_buf) file = MC_BUF_INIT;
	MC_AUTOPTR(mc_printed_words) words = NULL;

	(void)state;
	assert_ok(mc_data_dir(&dir, "templates"));
	MC_AUTOTEXT path = mc_format("%s/certificate/words/en.json", dir);

	assert_ok(mc_buf_read_file(&file, path, 1 << 20));
	char *at = strstr(file.ptr, "{date}");

	memcpy(at, "{dote}", 6);
	MC_AUTOPTR(mc_err) err = mc_printed_words_parse(&words, "w.json", file.ptr, file.len);

	assert_non_null(err);
	assert_non_null(strstr(err->msg, "/awarded: there is no place '{dote}' here"));
	assert_err(MC_E_INPUT, mc_printed_words_parse(&words, "w.json", "{}", 2));
	assert_err(MC_E_INPUT, mc_printed_words_parse(&words, "w.json", "[1", 2));
}

/* ---- pages ---- */

static struct mc_printer *open_printer(const char *design, const char *lang, const char *second)
{
	struct mc_printer *printer = NULL;

	assert_ok(mc_printer_open(&printer, &(struct mc_printed_style){
						    .design = design, .lang = lang, .second = second }));
	return printer;
}

static void the_same_facts_give_the_same_bytes(void **state)
{
	const struct mc_printed_facts facts = facts_of("Sample Learner");
	MC_AUTO(mc_buf) first = MC_BUF_INIT;

	(void)state;
	for (int round = 0; round < 3; round++) {
		MC_AUTOPTR(mc_printer) printer = open_printer("classic", "en", NULL);

		for (int again = 0; again < 2; again++) {
			MC_AUTO(mc_buf) pdf = MC_BUF_INIT;

			assert_ok(mc_printer_pdf(&pdf, printer, MC_PRINTED_CERTIFICATE, &facts));
			if (first.len == 0)
				mc_buf_add(&first, pdf.ptr, pdf.len);
			assert_int_equal(first.len, pdf.len);
			assert_memory_equal(first.ptr, pdf.ptr, pdf.len);
		}
	}
}

static void letters_that_no_font_has_are_refused(void **state)
{
	/* A letter of the private use area, which no font of a school has. */
	static const char name[] = "Sample \uE123 Learner";
	MC_AUTOPTR(mc_printer) printer = open_printer("classic", "en", NULL);
	const struct mc_printed_facts facts = facts_of(name);
	MC_AUTO(mc_buf) pdf = MC_BUF_INIT;
	MC_AUTOPTR(mc_err) err = mc_printer_pdf(&pdf, printer, MC_PRINTED_CERTIFICATE, &facts);

	(void)state;
	assert_non_null(err);
	assert_int_equal(err->code, MC_E_INPUT);
	assert_string_equal(err->msg, "no font that is installed has all letters of the learner's name");
	assert_non_null(strstr(err->hint, "apt install fonts-"));
	assert_int_equal(pdf.len, 0);
}

static void text_that_is_not_utf8_is_refused(void **state)
{
	MC_AUTOPTR(mc_printer) printer = open_printer("quiet", "en", NULL);
	const struct mc_printed_facts facts = facts_of("Sample \xff");
	MC_AUTO(mc_buf) pdf = MC_BUF_INIT;

	(void)state;
	assert_err(MC_E_INPUT, mc_printer_pdf(&pdf, printer, MC_PRINTED_CERTIFICATE, &facts));
}

/* A name of many words, or of one long word. */
static char *long_name(size_t letters, bool has_spaces)
{
	char *name = mc_alloc(letters + 1);

	for (size_t i = 0; i < letters; i++)
		name[i] = has_spaces && i % 8 == 7 ? ' ' : (char)('a' + i % 26);
	name[letters] = '\0';
	return name;
}

static void a_name_without_room_is_refused_and_not_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < MC_COUNT(designs); i++) {
		MC_AUTOPTR(mc_printer) printer = open_printer(designs[i], "en", NULL);
		MC_AUTOTEXT name = long_name(400, i > 0);
		const struct mc_printed_facts facts = facts_of(name);
		MC_AUTO(mc_buf) pdf = MC_BUF_INIT;
		MC_AUTOPTR(mc_err) err = mc_printer_pdf(&pdf, printer, MC_PRINTED_CERTIFICATE, &facts);

		assert_non_null(err);
		assert_int_equal(err->code, MC_E_INPUT);
		assert_non_null(strstr(err->msg, "no room"));
		assert_null(strstr(err->msg, "abc"));
		assert_non_null(strstr(err->hint, designs[i]));
	}
}

static bool is_overlap(const struct mc_piece *a, const struct mc_piece *b)
{
	const double slack = 0.02;

	return a->x + a->left + a->width > b->x + b->left + slack &&
	       b->x + b->left + b->width > a->x + a->left + slack && a->y + a->height > b->y + slack &&
	       b->y + b->height > a->y + slack;
}

static void check_page(const struct mc_plan *plan, const struct mc_design *design, const char *what)
{
	for (size_t i = 0; i < plan->count; i++) {
		const struct mc_piece *piece = &plan->pieces[i];

		if (piece->kind != MC_PIECE_TEXT && piece->kind != MC_PIECE_IMAGE)
			continue;
		if (piece->x + piece->left < 0 || piece->y < 0 ||
		    piece->x + piece->left + piece->width > design->width ||
		    piece->y + piece->height > design->height)
			fail_msg("%s: something leaves the page", what);
		for (size_t k = i + 1; k < plan->count; k++) {
			const struct mc_piece *other = &plan->pieces[k];

			if ((other->kind == MC_PIECE_TEXT || other->kind == MC_PIECE_IMAGE) &&
			    is_overlap(piece, other))
				fail_msg("%s: at %g, %g and %g, %g there are two things", what, piece->x,
					 piece->y, other->x, other->y);
		}
	}
}

static void lay_out(const char *design_name, const char *lang, const char *second, const char *name)
{
	MC_AUTOPTR(mc_canvas_kit) kit = NULL;
	MC_AUTOPTR(mc_design) design = NULL;
	MC_AUTOPTR(mc_printed_words) words = NULL;
	MC_AUTOPTR(mc_printed_words) more = NULL;
	MC_AUTO(mc_gallery) gallery = MC_GALLERY_INIT;
	MC_AUTO(mc_plan) plan = MC_PLAN_INIT;
	const struct mc_decor decor = MC_DECOR_INIT;
	const struct mc_printed_facts facts = facts_of(name);

	assert_ok(mc_canvas_kit_open(&kit));
	assert_ok(mc_design_open(&design, design_name));
	assert_ok(mc_printed_words_open(&words, lang));
	if (second)
		assert_ok(mc_printed_words_open(&more, second));
	const struct mc_job job = { .kit = kit,
				    .design = design,
				    .words = { words, more },
				    .language_count = second ? 2 : 1,
				    .is_rtl = mc_printed_words_is_rtl(words),
				    .gallery = &gallery,
				    .facts = &facts,
				    .plan = &plan };
	MC_AUTOTEXT what = mc_format("%s in %s with %s, name of %zu bytes", design_name, lang,
				     second ? second : "nothing", strlen(name));

	MC_AUTOPTR(mc_err) err = mc_job_first_page(&job, &decor);

	if (err)
		fail_msg("%s: %s", what, err->msg);
	check_page(&plan, design, what);
	mc_plan_release(&plan);
}

static void nothing_overlaps_in_any_design_and_language(void **state)
{
	static const char *const names[] = { "Sample Learner", "سارة مثال الأمين", "ናይ ኣብነት ተማሃሪት",
					     "نمونه‌ی زبان‌آموز", "Δείγμα Μαθήτριας" };
	MC_AUTOTEXT words = long_name(60, true);

	(void)state;
	for (size_t d = 0; d < MC_COUNT(designs); d++) {
		for (size_t l = 0; l < MC_COUNT(langs); l++) {
			for (size_t n = 0; n < MC_COUNT(names); n++)
				lay_out(designs[d], langs[l], NULL, names[n]);
			lay_out(designs[d], langs[l], NULL, words);
			lay_out(designs[d], langs[l], langs[(l + 1) % MC_COUNT(langs)], words);
		}
		lay_out(designs[d], "es", "ar", names[0]);
		lay_out(designs[d], "ar", "es", names[1]);
	}
}

static void figures_have_words_in_their_order(void **state)
{
	MC_AUTOPTR(mc_printer) printer = open_printer("modern", "en", NULL);
	const struct mc_printed_facts facts = facts_of("Sample Learner");
	MC_AUTO(mc_buf) pdf = MC_BUF_INIT;
	size_t count = 0;

	(void)state;
	assert_ok(mc_printer_pdf(&pdf, printer, MC_PRINTED_CERTIFICATE, &facts));
	const char *const *alts = mc_printer_figure_alts(&count, printer);

	assert_int_equal(count, 1);
	assert_string_equal(alts[0], "QR code for verifying this certificate");
	assert_string_equal(mc_printer_word(printer, "title"), "Certificate of completion");
	assert_null(mc_printer_word(printer, "nothing"));
}

static void pictures_come_as_png_and_svg(void **state)
{
	MC_AUTOPTR(mc_printer) printer = open_printer("classic", "ar", NULL);
	const struct mc_printed_facts facts = facts_of("سارة مثال الأمين");
	MC_AUTO(mc_buf) png = MC_BUF_INIT;
	MC_AUTO(mc_buf) svg = MC_BUF_INIT;

	(void)state;
	assert_ok(mc_printer_png(&png, printer, &facts, 30));
	assert_memory_equal(png.ptr, "\x89PNG", 4);
	assert_ok(mc_printer_svg(&svg, printer, &facts));
	assert_non_null(strstr(svg.ptr, "<svg "));
}

/* Number of pages of the plan, after a check that nothing overlaps on any of them. */
static unsigned check_paper(const char *design_name, const char *lang, const struct mc_printed_facts *facts,
			    bool is_supplement)
{
	MC_AUTOPTR(mc_canvas_kit) kit = NULL;
	MC_AUTOPTR(mc_design) design = NULL;
	MC_AUTOPTR(mc_printed_words) words = NULL;
	MC_AUTO(mc_plan) plan = MC_PLAN_INIT;
	const struct mc_decor decor = MC_DECOR_INIT;

	assert_ok(mc_canvas_kit_open(&kit));
	assert_ok(mc_design_open(&design, design_name));
	assert_ok(mc_printed_words_open(&words, lang));
	const struct mc_job job = { .kit = kit,
				    .design = design,
				    .words = { words },
				    .language_count = 1,
				    .is_rtl = mc_printed_words_is_rtl(words),
				    .facts = facts,
				    .plan = &plan };
	struct mc_err *err =
		is_supplement ? mc_job_supplement(&job, &decor) : mc_job_transcript(&job, &decor);

	if (err)
		fail_msg("%s in %s: %s", design_name, lang, err->msg);
	for (size_t i = 0; i < plan.count;) {
		struct mc_plan page = plan;
		size_t end = i + 1;

		while (end < plan.count && plan.pieces[end].kind != MC_PIECE_PAGE)
			end++;
		page.pieces = plan.pieces + i;
		page.count = end - i;
		check_page(&page, &(struct mc_design){ .width = 210, .height = 297 }, design_name);
		i = end;
	}
	unsigned pages = plan.page_count;

	mc_plan_release(&plan);
	return pages;
}

static void tables_go_on_over_pages(void **state)
{
	struct mc_printed_line lines[120];
	struct mc_printed_facts facts = facts_of("Sample Learner");

	(void)state;
	for (size_t i = 0; i < MC_COUNT(lines); i++)
		lines[i] = (struct mc_printed_line){ i % 7 ? "An exercise with a name of some length"
							   : "A module",
						     "12.5 / 15", i % 3 ? NULL : "ICDL Computing 1.0 / 4",
						     i % 7 ? 1 : 0 };
	facts.results = lines;
	facts.result_count = MC_COUNT(lines);
	for (size_t d = 0; d < MC_COUNT(designs); d++) {
		for (size_t l = 0; l < MC_COUNT(langs); l++) {
			unsigned pages = check_paper(designs[d], langs[l], &facts, false);

			assert_in_range(pages, 4, 6);
			assert_in_range(check_paper(designs[d], langs[l], &facts, true), 1, 2);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_design_is_read),
		cmocka_unit_test(faults_of_a_design_are_told_with_their_place),
		cmocka_unit_test(text_has_contrast_with_any_colour_of_a_school),
		cmocka_unit_test(words_of_every_language_are_whole),
		cmocka_unit_test(dates_and_numbers_are_told_in_words),
		cmocka_unit_test(faults_of_words_are_told_with_their_place),
		cmocka_unit_test(the_same_facts_give_the_same_bytes),
		cmocka_unit_test(letters_that_no_font_has_are_refused),
		cmocka_unit_test(text_that_is_not_utf8_is_refused),
		cmocka_unit_test(a_name_without_room_is_refused_and_not_told),
		cmocka_unit_test(nothing_overlaps_in_any_design_and_language),
		cmocka_unit_test(tables_go_on_over_pages),
		cmocka_unit_test(figures_have_words_in_their_order),
		cmocka_unit_test(pictures_come_as_png_and_svg),
	};

	/* Templates are those of the source tree, where tests run. */
	if (setenv("MIGRACODE_DATA", ".", 0) != 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
