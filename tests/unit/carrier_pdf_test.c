/* SPDX-License-Identifier: MIT */
#include "carrier/carrier.h"

#include "check.h"

#include <stdio.h>
#include <string.h>

#include "carrier/parts.h"
#include "ext/colour.h"
#include "ext/deflate.h"
#include "pdf_file.h"
#include "shell.h"
#include "temp.h"

#define JSON_TEXT "{\"name\":\"\xd8\xb4\xd9\x87\xd8\xa7\xd8\xaf\xd8\xa9\"}\n"

static const struct mc_str json = { JSON_TEXT, sizeof(JSON_TEXT) - 1 };

/* ---- making files ---- */

/* A page with a figure, a link and a structure. */
static struct mc_str add_printed(struct pdf_file *file)
{
	pdf_file_add_page(file, "/StructTreeRoot 5 0 R", "/Annots [ 9 0 R ] /StructParents 0",
			  "/Figure << /MCID 0 >> BDC 10 10 50 50 re f EMC");
	pdf_file_add(file, 5, "<< /Type /StructTreeRoot /K [ 6 0 R ] >>");
	pdf_file_add(file, 6, "<< /Type /StructElem /S /Document /P 5 0 R /K [ 7 0 R 8 0 R ] >>");
	pdf_file_add(file, 7, "<< /Type /StructElem /S /Figure /P 6 0 R /Pg 3 0 R /K 0 >>");
	pdf_file_add(file, 8, "<< /Type /StructElem /S /P /P 6 0 R /K << /S /Figure /K [ ] >> >>");
	pdf_file_add(file, 9,
		     "<< /Type /Annot /Subtype /Link /Rect [ 0 0 1 1 ] /A << /S /URI /URI "
		     "(https://example.org/) >> >>");
	return pdf_file_end(file);
}

static struct mc_carrier_pdf about(void)
{
	static const char *const alts[] = { "the sign of the school", "a QR code \xe2\x80\x94 to scan" };

	return (struct mc_carrier_pdf){ .title = "T\xc3\xadtulo & more",
					.author = "Sample School",
					.subject = "a sample",
					.lang = "ar",
					.is_rtl = true,
					.created_s = 1793577600, /* 2 November 2026 */
					.credential = json,
					.figure_alts = alts,
					.figure_alt_count = MC_COUNT(alts) };
}

/* The printed page with the credential in it. */
static void put(struct mc_buf *out)
{
	struct pdf_file file = PDF_FILE_INIT;
	const struct mc_carrier_pdf told = about();

	assert_ok(mc_carrier_put_pdf(out, add_printed(&file), &told));
	pdf_file_release(&file);
}

static void write_file(const char *path, struct mc_str bytes)
{
	FILE *out = fopen(path, "w");

	assert_non_null(out);
	assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, out), bytes.len);
	assert_int_equal(fclose(out), 0);
}

static struct mc_str str_of(const struct mc_buf *buf)
{
	return (struct mc_str){ buf->ptr, buf->len };
}

/* ---- checking ---- */

/* Takes it out both ways, which must say the same. */
static struct mc_err *take(struct mc_buf *out, struct mc_str file)
{
	MC_AUTO(mc_buf) here = MC_BUF_INIT;
	enum mc_carrier kind = MC_CARRIER_COUNT;
	struct mc_err *err = mc_carrier_take(out, &kind, file);
	MC_AUTOPTR(mc_err) err_here = mc_carrier_take_here(&here, &kind, file);

	assert_true(!err == !err_here);
	if (err)
		assert_string_equal(err->msg, err_here->msg);
	else
		assert_true(kind == MC_CARRIER_PDF && mc_str_is_equal(str_of(out), str_of(&here)));
	return err;
}

static void comes_out(struct mc_str file, struct mc_str credential)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	assert_ok(take(&out, file));
	assert_true(mc_str_is_equal(str_of(&out), credential));
}

static void is_refused(struct mc_str file, enum mc_code code, const char *words)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	MC_AUTOPTR(mc_err) err = take(&out, file);

	if (!err || err->code != code || !strstr(err->msg, words))
		fail_msg("expected '%s', got '%s'", words, err ? err->msg : "no error");
	assert_int_equal(out.len, 0);
}

/* A file with a credential in object 20 that is attached in this way; more is an object 30. */
static void made_is(const char *root, const char *spec, const char *entries, const char *more,
		    const char *words)
{
	struct pdf_file file = PDF_FILE_INIT;

	pdf_file_add_page(&file, root, "", "");
	pdf_file_add(&file, 10, spec);
	pdf_file_add_stream(&file, 20, entries, json);
	pdf_file_add_stream(&file, 21, entries, json);
	pdf_file_add(&file, 30, more);
	if (words)
		is_refused(pdf_file_end(&file), MC_E_INPUT, words);
	else
		comes_out(pdf_file_end(&file), json);
	pdf_file_release(&file);
}

/* ---- putting in ---- */

static void a_pdf_gives_back_what_was_put_in(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	const struct mc_carrier_pdf told = about();

	(void)state;
	put(&out);
	comes_out(str_of(&out), json);
	assert_err(MC_E_INPUT, mc_carrier_put_pdf(&out, str_of(&out), &told));
}

static void the_same_input_gives_the_same_bytes(void **state)
{
	MC_AUTO(mc_buf) one = MC_BUF_INIT;
	MC_AUTO(mc_buf) two = MC_BUF_INIT;

	(void)state;
	put(&one);
	put(&two);
	assert_int_equal(one.len, two.len);
	assert_memory_equal(one.ptr, two.ptr, one.len);
}

static void other_programs_read_it(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	put(&out);
	write_file("x.pdf", str_of(&out));
	write_file("wanted.json", json);
	shell(*state, "qpdf --check x.pdf >check 2>&1 || { cat check >&2; exit 1; }\n"
		      "! grep -i warning check\n"
		      "qpdf --list-attachments x.pdf >list; grep '^credential.json ' list\n"
		      "test $(wc -l <list) = 1\n"
		      "qpdf --show-attachment=credential.json x.pdf | cmp - wanted.json\n"
		      "pdfdetach -save 1 -o got.json x.pdf; cmp got.json wanted.json\n"
		      "pdfinfo x.pdf >info; grep '^Title: *T\xc3\xadtulo & more$' info\n"
		      "grep '^Author: *Sample School$' info; grep '^Tagged: *yes' info\n"
		      "TZ=UTC pdfinfo -isodates x.pdf | grep '^CreationDate: *2026-11-02T00:00:00Z'\n"
		      "grep '^Metadata Stream: *yes' info; grep '^PDF version: *1.7' info\n");
}

static void what_a_file_must_say_is_in_it(void **state)
{
	static const char *const wanted[] = {
		"/AFRelationship /Source",
		"/Subtype /application#2fld+json",
		"/Lang (ar)",
		"/DisplayDocTitle true",
		"/Direction /R2L",
		"/Marked true",
		"/S /GTS_PDFA1",
		"/Alt (the sign of the school)",
		"/F 4 ",
		"/Contents (https://example.org/)",
		"/Tabs /S",
	};
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	put(&out);
	for (size_t i = 0; i < MC_COUNT(wanted); i++) {
		if (!memmem(out.ptr, out.len, wanted[i], strlen(wanted[i])))
			fail_msg("it has no %s", wanted[i]);
	}
	/* XMP is text, for programs that read nothing else; and nobody has validated it as PDF/A. */
	static const char title[] = "T\xc3\xadtulo &amp; more</rdf:li>";

	assert_non_null(memmem(out.ptr, out.len, title, sizeof(title) - 1));
	assert_null(memmem(out.ptr, out.len, "pdfaid", 6));
	assert_null(memmem(out.ptr, out.len, "/ObjStm", 7));
}

static void there_is_a_text_for_each_figure(void **state)
{
	struct pdf_file file = PDF_FILE_INIT;
	struct mc_carrier_pdf told = about();
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	struct mc_str pdf = add_printed(&file);

	(void)state;
	told.figure_alt_count = 1;
	assert_err(MC_E_INPUT, mc_carrier_put_pdf(&out, pdf, &told));
	assert_int_equal(out.len, 0);
	assert_err(MC_E_INPUT, mc_carrier_put_pdf(&out, mc_str("%PDF-1.5\n"), &told));
	pdf_file_release(&file);
}

static void a_paper_without_a_credential_has_nothing_attached(void **state)
{
	struct pdf_file file = PDF_FILE_INIT;
	struct mc_carrier_pdf told = about();
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	told.credential = mc_str("");
	assert_ok(mc_carrier_put_pdf(&out, add_printed(&file), &told));
	assert_null(memmem(out.ptr, out.len, "/EmbeddedFile", 13));
	assert_non_null(memmem(out.ptr, out.len, "/Metadata", 9));
	pdf_file_release(&file);
}

static void the_profile_of_colours_has_no_clock(void **state)
{
	MC_AUTO(mc_buf) profile = MC_BUF_INIT;

	(void)state;
	assert_ok(mc_colour_add_srgb(&profile));
	assert_true(profile.len > 400 && profile.len < 20000);
	assert_memory_equal(profile.ptr + 16, "RGB XYZ ", 8);
	assert_memory_equal(profile.ptr + 24, "\x07\xd0\0\1\0\1\0\0\0\0\0\0acsp", 16);
	assert_memory_equal(profile.ptr + 84, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16);
}

/* ---- taking out ---- */

#define SPEC "<< /Type /Filespec /F (credential.json) /EF << /F 20 0 R /UF 20 0 R >> >>"
#define TREE "/Names << /EmbeddedFiles << /Names [ (x) 10 0 R ] >> >>"

static void a_credential_is_found_wherever_it_is_attached(void **state)
{
	(void)state;
	made_is("/AF [ 10 0 R ]", SPEC, "", "null", NULL);
	made_is(TREE, SPEC, "", "null", NULL);
	made_is("/Names << /EmbeddedFiles << /Kids [ << /Kids [ 30 0 R ] >> ] >> >>", SPEC, "",
		"<< /Names [ (x) 10 0 R ] /Limits [ (x) (x) ] >>", NULL);
	/* By its type, whatever its name is. */
	made_is("/AF [ 10 0 R ]", "<< /F (x.bin) /EF << /F 20 0 R >> >>", "/Subtype /application#2fvc",
		"null", NULL);
	made_is("/AF [ 10 0 R ]", "<< /F (x.txt) /EF << /F 20 0 R >> >>", "/Subtype /text#2fplain", "null",
		"carries no credential");
	made_is("", SPEC, "", "null", "carries no credential");
}

static void two_credentials_are_refused(void **state)
{
	(void)state;
	made_is("/AF [ 10 0 R ] " TREE, "<< /F (credential.json) /EF << /F 20 0 R /UF 21 0 R >> >>", "",
		"null", "more than one");
	made_is("/AF [ 10 0 R 30 0 R ]", SPEC, "",
		"<< /F (y.json) /UF (credential.json) /EF << /F 21 0 R >> >>", "more than one");
	made_is("/AF [ 10 0 R ] /X << /Hidden [ [ 30 0 R ] ] >>", SPEC, "/Subtype /application#2fjson",
		"<< /F (y) /EF << /F 21 0 R >> >>", "more than one");
	/* Another file beside it is none. */
	made_is("/AF [ 10 0 R 30 0 R ]", SPEC, "", "<< /F (y.txt) /EF << /F 21 0 R >> >>", NULL);
}

static void files_with_programs_are_refused(void **state)
{
	static const char *const programs[] = {
		"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>",
		"/Names << /JavaScript << /Names [ (x) << /S /JavaScript >> ] >> >>",
		"/AA << /WC << /S /Launch /F (x.exe) >> >>",
		"/AcroForm << /Fields [ ] /XFA [ ] >>",
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(programs); i++) {
		MC_AUTO(mc_buf) root = MC_BUF_INIT;

		mc_buf_addf(&root, "/AF [ 10 0 R ] %s", programs[i]);
		made_is(root.ptr, SPEC, "", "null", "has a program in it");
	}
}

static void encrypted_files_are_refused(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	static const char *const scripts[] = { "qpdf --encrypt '' owner 256 -- x.pdf y.pdf",
					       "qpdf --encrypt user owner 256 -- x.pdf y.pdf" };

	put(&out);
	write_file("x.pdf", str_of(&out));
	for (size_t i = 0; i < MC_COUNT(scripts); i++) {
		MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

		shell(*state, scripts[i]);
		assert_ok(mc_buf_read_file(&bytes, "y.pdf", 1u << 20));
		is_refused(str_of(&bytes), MC_E_INPUT, "encrypted");
	}
}

static void files_that_others_wrote_again_are_read(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	static const char *const scripts[] = { "qpdf --object-streams=generate --linearize x.pdf y.pdf",
					       "qpdf --qdf x.pdf y.pdf" };

	put(&out);
	write_file("x.pdf", str_of(&out));
	for (size_t i = 0; i < MC_COUNT(scripts); i++) {
		MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

		shell(*state, scripts[i]);
		assert_ok(mc_buf_read_file(&bytes, "y.pdf", 1u << 20));
		comes_out(str_of(&bytes), json);
	}
}

/* A start of a file is never taken for the file, and nothing crashes on a changed byte. */
static void a_damaged_file_is_refused(void **state)
{
	MC_AUTO(mc_buf) pdf = MC_BUF_INIT;
	size_t refused = 0;

	(void)state;
	put(&pdf);
	for (size_t len = 5; len < pdf.len - 8; len += 97)
		is_refused((struct mc_str){ pdf.ptr, len }, MC_E_INPUT, "damaged or cut off");
	for (size_t i = 5; i < pdf.len; i += 61) {
		MC_AUTO(mc_buf) out = MC_BUF_INIT;
		enum mc_carrier kind;

		pdf.ptr[i] ^= 0x15;
		MC_AUTOPTR(mc_err) err = mc_carrier_take_here(&out, &kind, str_of(&pdf));

		pdf.ptr[i] ^= 0x15;
		assert_true(!err || err->code == MC_E_INPUT || err->code == MC_E_LIMIT);
		refused += err != NULL;
	}
	assert_true(refused > 10);
}

static void a_stream_that_unpacks_to_much_is_refused(void **state)
{
	MC_AUTO(mc_buf) zeros = MC_BUF_INIT;
	MC_AUTO(mc_buf) packed = MC_BUF_INIT;
	MC_AUTO(mc_buf) twice = MC_BUF_INIT;
	struct pdf_file file = PDF_FILE_INIT;
	struct pdf_file nested = PDF_FILE_INIT;
	const size_t len = 512u << 20;

	(void)state;
	memset(mc_buf_room(&zeros, len), ' ', len);
	mc_buf_grown(&zeros, len);
	mc_deflate_add(&packed, str_of(&zeros), MC_DEFLATE_ZLIB);
	mc_buf_release(&zeros);
	mc_deflate_add(&twice, str_of(&packed), MC_DEFLATE_ZLIB);
	pdf_file_add_page(&file, "/AF [ 10 0 R ]", "", "");
	pdf_file_add(&file, 10, SPEC);
	pdf_file_add_stream(&file, 20, "/Filter /FlateDecode", str_of(&packed));
	is_refused(pdf_file_end(&file), MC_E_LIMIT, "1048576");
	pdf_file_release(&file);
	/* In a form that only the library reads: the limits of the child hold. */
	pdf_file_add_page(&nested, "/AF [ 10 0 R ]", "", "");
	pdf_file_add(&nested, 10, SPEC);
	pdf_file_add_stream(&nested, 20, "/Filter [ /FlateDecode /FlateDecode ]", str_of(&twice));
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	enum mc_carrier kind;
	MC_AUTOPTR(mc_err) err = mc_carrier_take(&out, &kind, pdf_file_end(&nested));

	assert_true(err && (err->code == MC_E_LIMIT || err->code == MC_E_INPUT));
	pdf_file_release(&nested);
}

/* A chain of objects as deep as it is long, and references that go round. */
static void structures_without_end_are_refused_or_read(void **state)
{
	struct pdf_file file = PDF_FILE_INIT;
	MC_AUTO(mc_buf) deep = MC_BUF_INIT;

	(void)state;
	for (unsigned i = 0; i < 100000; i++)
		mc_buf_addc(&deep, '[');
	made_is("/AF [ 10 0 R ] /X 30 0 R", SPEC, "", "<< /X 30 0 R /Y [ 30 0 R 1 0 R ] >>", NULL);
	pdf_file_add_page(&file, "/AF [ 10 0 R ] /X 30 0 R", "", "");
	pdf_file_add(&file, 10, SPEC);
	pdf_file_add_stream(&file, 20, "", json);
	pdf_file_add(&file, 30, deep.ptr);
	is_refused(pdf_file_end(&file), MC_E_INPUT, "damaged");
	pdf_file_release(&file);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, temp_enter, temp_leave)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pdf_gives_back_what_was_put_in),
		cmocka_unit_test(the_same_input_gives_the_same_bytes),
		IN_FOLDER(other_programs_read_it),
		cmocka_unit_test(what_a_file_must_say_is_in_it),
		cmocka_unit_test(there_is_a_text_for_each_figure),
		cmocka_unit_test(a_paper_without_a_credential_has_nothing_attached),
		cmocka_unit_test(the_profile_of_colours_has_no_clock),
		cmocka_unit_test(a_credential_is_found_wherever_it_is_attached),
		cmocka_unit_test(two_credentials_are_refused),
		cmocka_unit_test(files_with_programs_are_refused),
		IN_FOLDER(encrypted_files_are_refused),
		IN_FOLDER(files_that_others_wrote_again_are_read),
		cmocka_unit_test(a_damaged_file_is_refused),
		cmocka_unit_test(a_stream_that_unpacks_to_much_is_refused),
		cmocka_unit_test(structures_without_end_are_refused_or_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
