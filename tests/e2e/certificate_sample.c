/* SPDX-License-Identifier: MIT */
/*
 * Prints a certificate of somebody who does not exist: to be looked at, and for tests of what is printed.
 * usage: certificate_sample DESIGN LANG[+LANG] KIND [key=value…] >FILE   (KIND: certificate, transcript,
 * supplement, png, svg; keys: name, latin, course, colour, accent, logo, signature, count)
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "printed/printed.h"

struct sample {
	const char *lang, *name, *latin, *course, *issuer, *place, *role, *second_role;
};

static const struct sample samples[] = {
	{ "en", "Sample Learner", NULL, "Web development: from first steps to a first job", "Sample School",
	  "Athens", "Head of the school", "Lead trainer" },
	{ "es", "Persona de Muestra Núñez", NULL, "Desarrollo web: de los primeros pasos al primer empleo",
	  "Escuela de Muestra", "Barcelona", "Directora de la escuela", "Formador principal" },
	{ "el", "Δείγμα Μαθήτριας", "Deigma Mathitrias",
	  "Ανάπτυξη ιστοσελίδων: από τα πρώτα βήματα στην πρώτη δουλειά", "Σχολείο Δείγμα", "Αθήνα",
	  "Διεύθυνση του σχολείου", "Υπεύθυνη εκπαίδευσης" },
	{ "fr", "Élève d’Exemple Lefèvre", NULL, "Développement web : des premiers pas au premier emploi",
	  "École d’exemple", "Marseille", "Direction de l’école", "Responsable de la formation" },
	{ "ar", "سارة مثال الأمين", "Sara Mithal al-Amin", "تطوير الويب: من الخطوات الأولى إلى أول وظيفة",
	  "مدرسة المثال", "أثينا", "مديرة المدرسة", "المدربة الرئيسية" },
	{ "uk", "Зразок Учениці Ґалаґан", "Zrazok Uchenytsi Galagan",
	  "Веброзробка: від перших кроків до першої роботи", "Школа-зразок", "Варшава", "Директорка школи",
	  "Провідна викладачка" },
	{ "fa", "نمونه‌ی زبان‌آموز", "Nemune-ye Zabanamuz",
	  "توسعه‌ی وب: از نخستین گام‌ها تا نخستین شغل",
	  "مدرسه‌ی نمونه", "آتن", "مدیر مدرسه", "مربی ارشد" },
	{ "ti", "ናይ ኣብነት ተማሃሪት", "Nay Abnet Temaharit", "ምዕባለ ወብ: ካብ ቀዳማይ ስጉምቲ ናብ ቀዳማይ ስራሕ", "ቤት ትምህርቲ ኣብነት",
	  "ኣቴንስ", "ሓላፊት ቤት ትምህርቲ", "ቀንዲ ኣሰልጣኒት" },
};

static const struct mc_printed_line results[] = {
	{ "First steps: the command line and Git", "41.5 / 50", NULL, 1 },
	{ "HTML and CSS: pages that everybody can read", "58 / 60", NULL, 1 },
	{ "JavaScript: values, functions, data", "72 / 80", NULL, 1 },
	{ "Forms, events and the browser", "55.5 / 60", NULL, 1 },
	{ "Databases and SQL", "46 / 50", NULL, 1 },
	{ "Servers with Node.js", "63 / 70", NULL, 1 },
	{ "Working together: reviews, issues, tests", "38 / 40", NULL, 1 },
	{ "Final project", "37 / 40", NULL, 1 },
};

static const struct mc_printed_line competences[] = {
	{ "DigComp 3.0", NULL, NULL, 0 },
	{ "Computational thinking and programming", NULL, "3.4 · Advanced", 1 },
	{ "Collaborating through digital technologies", NULL, "2.4 · Intermediate", 1 },
	{ "Protecting personal data and privacy", NULL, "4.2 · Intermediate", 1 },
	{ "ICDL", NULL, NULL, 0 },
	{ "Building using code", NULL, "ICDL Computing 1.0 / 4", 1 },
	{ "Test, debug and release", NULL, "ICDL Computing 1.0 / 5", 1 },
	{ "ESCO", NULL, NULL, 0 },
	{ "Web programming", NULL, "skill/69bbd53f", 1 },
	{ "Use markup languages", NULL, "skill/0af062de", 1 },
	{ "JavaScript", NULL, "skill/3cd569a2", 1 },
};

static const struct mc_printed_line exercises[] = {
	{ "First steps: the command line and Git", "41.5 / 50", NULL, 0 },
	{ "Folders and files", "10 / 10", NULL, 1 },
	{ "Pipes and filters", "12.5 / 15", NULL, 1 },
	{ "A first commit", "19 / 25", NULL, 1 },
	{ "JavaScript: values, functions, data", "72 / 80", NULL, 0 },
	{ "Numbers and texts", "18 / 20", NULL, 1 },
	{ "Lists of objects, sorted by several keys and grouped by one of them", "34 / 40", NULL, 1 },
	{ "A shopping basket", "20 / 20", NULL, 1 },
};

static const struct mc_printed_line external[] = {
	{ "ICDL Computing 1.0", "29 / 36", "sample test centre XX-000, 12 June 2026", 1 },
};

static const struct mc_printed_line occupations[] = {
	{ "Web developer", NULL, "ESCO 2513.5", 1 },
	{ "User interface developer", NULL, "ESCO 2512.5", 1 },
	{ "Software tester", NULL, "ESCO 2519.7", 1 },
};

static const struct sample *find(const char *lang, size_t len)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		if (!strncmp(samples[i].lang, lang, len))
			return &samples[i];
	}
	return &samples[0];
}

static const char *option(char *argv[], const char *key, const char *otherwise)
{
	size_t len = strlen(key);

	for (; *argv; argv++) {
		if (!strncmp(*argv, key, len) && (*argv)[len] == '=')
			return *argv + len + 1;
	}
	return otherwise;
}

static struct mc_err *print(struct mc_buf *out, struct mc_printer *printer, const char *kind,
			    struct mc_printed_facts *facts)
{
	if (!strcmp(kind, "png"))
		return mc_printer_png(out, printer, facts, 150);
	if (!strcmp(kind, "svg"))
		return mc_printer_svg(out, printer, facts);
	if (!strcmp(kind, "transcript")) {
		struct mc_printed_line *many = mc_alloc_zero(8 * 8, sizeof(*many));

		for (size_t i = 0; i < 64; i++)
			many[i] = exercises[i % 8];
		facts->results = many;
		facts->result_count = 64;
		struct mc_err *err = mc_printer_pdf(out, printer, MC_PRINTED_TRANSCRIPT, facts);

		free(many);
		return err;
	}
	return mc_printer_pdf(out, printer,
			      !strcmp(kind, "supplement") ? MC_PRINTED_SUPPLEMENT : MC_PRINTED_CERTIFICATE,
			      facts);
}

static void fill(struct mc_printed_facts *facts, const struct sample *first, const struct sample *second,
		 char *argv[])
{
	*facts = (struct mc_printed_facts){
		.name = option(argv, "name", first->name),
		.latin_name = option(argv, "latin", first->latin),
		.course = option(argv, "course", first->course),
		.course_second = second ? second->course : NULL,
		.about = option(
			argv, "about",
			"Seven months of lessons, practice and projects in small teams, with a mentor."),
		.issuer = first->issuer,
		.issuer_place = first->place,
		.issuer_url = "https://school.example",
		.issuer_registration = "XX-0000-0000",
		.issuer_id = "did:key:z6MkSample…Key",
		.started_on = "2026-01-12",
		.ended_on = "2026-07-03",
		.awarded_on = "2026-07-10",
		.place = first->place,
		.hours = 420,
		.attendance = "94 %",
		.points = "412 / 450",
		.criteria = "At least 80 % of the lessons attended, at least 60 % of the points of each "
			    "module, and "
			    "a final project that was shown to the group.",
		.results = results,
		.result_count = sizeof(results) / sizeof(results[0]),
		.competences = competences,
		.competence_count = sizeof(competences) / sizeof(competences[0]),
		.external = external,
		.external_count = 1,
		.occupations = occupations,
		.occupation_count = 3,
		.id = "urn:uuid:00000000-1111-4222-8333-444444444444",
		.qr = "https://school.example/verify#v1.00000000-1111-4222-8333-444444444444."
		      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA."
		      "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"
		      "A",
		.verify_url = "school.example/verify",
		.made_s = 1783641600,
	};
}

static int fail(struct mc_err *err)
{
	fprintf(stderr, "%s%s%s\n", err->msg, err->hint ? "\nhint: " : "", err->hint ? err->hint : "");
	mc_err_free(err);
	return 1;
}

int main(int argc, char *argv[])
{
	struct mc_printer *printer = NULL;
	struct mc_printed_facts facts;
	struct mc_buf out = MC_BUF_INIT;

	if (argc < 4)
		return 2;
	char *second = strchr(argv[2], '+');
	size_t len = second ? (size_t)(second - argv[2]) : strlen(argv[2]);
	char *lang = mc_strndup(argv[2], len);
	const struct mc_printed_style style = {
		.design = argv[1],
		.lang = lang,
		.second = second ? second + 1 : NULL,
		.colour = option(argv + 4, "colour", NULL),
		.accent = option(argv + 4, "accent", NULL),
		.logo = option(argv + 4, "logo", NULL),
		.partner_logo = option(argv + 4, "partner", NULL),
	};
	const struct sample *sample = find(option(argv + 4, "sample", lang), len);

	fill(&facts, sample, second ? find(second + 1, strlen(second + 1)) : NULL, argv + 4);
	const struct mc_printed_signatory signatories[] = {
		{ "Sample Head", sample->role, option(argv + 4, "signature", NULL) },
		{ "Sample Trainer", sample->second_role, NULL },
	};

	facts.signatories = signatories;
	facts.signatory_count = 2;
	struct mc_err *err = mc_printer_open(&printer, &style);

	for (long left = strtol(option(argv + 4, "count", "1"), NULL, 10); !err && left > 0; left--) {
		mc_buf_reset(&out);
		err = print(&out, printer, argv[3], &facts);
	}
	if (err)
		return fail(err);
	fwrite(out.ptr, 1, out.len, stdout);
	mc_buf_release(&out);
	mc_printer_free(printer);
	free(lang);
	return 0;
}
