/* SPDX-License-Identifier: MIT */
/* A printed certificate as a file: what stands on paper in six scripts, and the credential in it. */
#include "carrier/carrier.h"

#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "carrier/pdf_text.h"
#include "printed/printed.h"
#include "shell.h"
#include "temp.h"

struct sample {
	const char *lang, *second, *name, *course, *course_second;
};

static const struct sample samples[] = {
	{ "en", NULL, "Sample Learner", "Web development: from first steps to an office", NULL },
	{ "el", "en", "Δείγμα Μαθήτριας", "Ανάπτυξη ιστοσελίδων", "Web development" },
	{ "uk", NULL, "Зразок Учениці Ґалаґан", "Веброзробка: від перших кроків", NULL },
	{ "ar", "en", "سارة مثال الأمين", "تطوير الويب: من الخطوات الأولى إلى أول وظيفة", "Web development" },
	{ "fa", NULL, "نمونه‌ی زبان‌آموز",
	  "توسعه‌ی وب: از نخستین گام‌ها", NULL },
	{ "ar", NULL, "مُحَمَّدُ بْنُ الأَمِينِ", "تطوير الويب", NULL },
	{ "es", NULL, "Núñez i Ffion Ŵyłïẽ", "Desarrollo web", NULL },
	{ "es", NULL, "ናይ ኣብነት ተማሃሪት", "Desarrollo web, con HTML y CSS", NULL },
};

static const char uuid[] = "00000000-1111-4222-8333-444444444444";

static const struct mc_str json = { "{\"sample\":true}", 15 };

/* Prints a certificate and puts the credential into it. */
static void make(struct mc_buf *out, const struct sample *sample)
{
	const struct mc_printed_style style = { .lang = sample->lang, .second = sample->second };
	const struct mc_printed_facts facts = { .name = sample->name,
						.course = sample->course,
						.course_second = sample->course_second,
						.issuer = "Sample School",
						.issuer_id = "did:key:z6MkSample",
						.awarded_on = "2026-07-10",
						.started_on = "2026-01-12",
						.ended_on = "2026-07-03",
						.hours = 420,
						.id = "urn:uuid:00000000-1111-4222-8333-444444444444",
						.qr = "migracode:#v1.sample",
						.made_s = 1783641600 };
	MC_AUTOPTR(mc_printer) printer = NULL;
	MC_AUTO(mc_buf) pdf = MC_BUF_INIT;
	struct mc_carrier_pdf about = { .title = sample->course,
					.author = "Sample School",
					.lang = sample->lang,
					.created_s = facts.made_s,
					.credential = json };

	assert_ok(mc_printer_open(&printer, &style));
	assert_ok(mc_printer_pdf(&pdf, printer, MC_PRINTED_CERTIFICATE, &facts));
	about.figure_alts = mc_printer_figure_alts(&about.figure_alt_count, printer);
	assert_ok(mc_carrier_put_pdf(out, (struct mc_str){ pdf.ptr, pdf.len }, &about));
}

static void what_is_printed_is_read_in_every_script(void **state)
{
	(void)state;
	for (size_t i = 0; i < MC_COUNT(samples); i++) {
		const struct sample *sample = &samples[i];
		MC_AUTO(mc_buf) pdf = MC_BUF_INIT;
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		make(&pdf, sample);
		assert_ok(mc_carrier_pdf_text(&text, (struct mc_str){ pdf.ptr, pdf.len }));
		struct mc_str printed = { text.ptr, text.len };

		if (!mc_carrier_text_has_line(printed, sample->name) ||
		    !mc_carrier_text_has(printed, sample->course) ||
		    (sample->course_second && !mc_carrier_text_has(printed, sample->course_second)) ||
		    !mc_carrier_text_has(printed, uuid))
			fail_msg("not all of %s is in: %s", sample->lang, text.ptr);
		assert_false(mc_carrier_text_has(printed, "Other Learner"));
		/* To the byte, because credentials have hashes of names. */
		MC_AUTOTEXT line = mc_format("\n%s\n", sample->name);

		if (!strstr(text.ptr, line))
			fail_msg("%s is not a line of: %s", sample->name, text.ptr);
	}
}

static void other_programs_accept_the_file(void **state)
{
	for (size_t i = 0; i < MC_COUNT(samples); i++) {
		MC_AUTO(mc_buf) pdf = MC_BUF_INIT;
		FILE *file = fopen("x.pdf", "w");

		make(&pdf, &samples[i]);
		assert_non_null(file);
		assert_int_equal(fwrite(pdf.ptr, 1, pdf.len, file), pdf.len);
		assert_int_equal(fclose(file), 0);
		shell(*state, "qpdf --check x.pdf >check 2>&1 || { cat check >&2; exit 1; }\n"
			      "! grep -i warning check\n"
			      "pdffonts x.pdf | awk 'NR > 2 && $(NF - 4) != \"yes\" { print; bad = 1 } "
			      "END { exit bad || NR < 3 }'\n"
			      "pdfdetach -save 1 -o got.json x.pdf\n"
			      "printf '{\"sample\":true}' | cmp - got.json\n"
			      "pdfinfo x.pdf | grep '^Tagged: *yes' >/dev/null\n");
	}
}

static int find_templates(void **state)
{
	char *here = realpath(".", NULL);
	int failed = here ? setenv("MIGRACODE_DATA", here, 1) : -1;

	free(here);
	return failed ? failed : temp_enter(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_printed_is_read_in_every_script),
		cmocka_unit_test(other_programs_accept_the_file),
	};

	return cmocka_run_group_tests(tests, find_templates, temp_leave);
}
