/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "sheet/sheet.h"

/* Writes a page with every kind of block in the language of its argument ("hostile": in English, with
 * texts that mean harm), for tests in a browser; a
 * second argument "text", "csv" or "markdown" asks for another format. Schools,
 * cohorts and figures are made up. */

/* The same report in three languages. */
struct words {
	const char *lang;
	const char *stamps[2];
	const char *title;
	const char *subtitle;
	const char *figures[4];
	const char *abouts[4];
	const char *heads[3];
	const char *text;
	const char *note;
	const char *columns[7];
	const char *all;
	const char *funnel[2];
	const char *stages[6];
	const char *people;
	const char *bars[2];
	const char *genders[3];
	const char *cohort;
	const char *lines[2];
	const char *week;
	const char *gaps;
};

static const struct words words[] = {
	{ "en",
	  { "PROVISIONAL", "INTERNAL" },
	  "Graduation and work, cohorts of 2026",
	  "Sample School, Athens and Barcelona \u00b7 as of 31 January 2027",
	  { "graduated within 150 % of the time", "graduated on time",
	    "in work in their field after 180 days", "answered after 180 days" },
	  { "37 of 55 who enrolled", "29 of 55 who enrolled", "19 of 31 who looked for work", "30 of 31" },
	  { "From the first day to a job", "Who graduates", "Attendance" },
	  "Everybody counts in the cohort in which they started, whenever they finish. Nobody is taken out "
	  "to make a rate better; exits are shown with their reasons.",
	  "Definition migracode-2026.1: enrolled are those who started, without those who left by day 14 and "
	  "those whom the profile excludes.",
	  { "cohort", "enrolled", "graduated on time", "within 150 %", "ever", "share within 150 %",
	    "gap to all" },
	  "all cohorts",
	  { "From enrolled to a job in the field",
	    "of 55 people who enrolled, 37 graduated and 19 found work in their field" },
	  { "enrolled", "stayed after four weeks", "graduated within 150 % of the published length",
	    "looked for work", "were interviewed", "work in their field" },
	  "people",
	  { "Graduated within 150 %, by gender",
	    "women graduate more often than men in two of four cohorts" },
	  { "women", "men", "non-binary" },
	  "cohort",
	  { "Attendance by week", "attendance falls in weeks 6 and 7 and recovers after the break" },
	  "week",
	  "Figures by gender and cohort" },
	{ "es",
	  { "PROVISIONAL", "INTERNO" },
	  "Graduaci\u00f3n y empleo, cohortes de 2026",
	  "Escuela de Ejemplo, Atenas y Barcelona \u00b7 a 31 de enero de 2027",
	  { "se graduaron dentro del 150 % del tiempo", "se graduaron a tiempo",
	    "trabajan en su campo despu\u00e9s de 180 d\u00edas",
	    "respondieron despu\u00e9s de 180 d\u00edas" },
	  { "37 de 55 personas inscritas", "29 de 55 personas inscritas", "19 de 31 que buscaron empleo",
	    "30 de 31" },
	  { "Del primer d\u00eda al empleo", "Qui\u00e9n se grad\u00faa", "Asistencia" },
	  "Cada persona cuenta en la cohorte en la que empez\u00f3, termine cuando termine. No se quita a "
	  "nadie para mejorar una tasa; las salidas se muestran con sus motivos.",
	  "Definici\u00f3n migracode-2026.1: inscritas son las personas que empezaron, menos las que se "
	  "fueron hasta el d\u00eda 14 y las que el perfil excluye.",
	  { "cohorte", "inscripciones", "a tiempo", "dentro del 150 %", "en total",
	    "proporci\u00f3n dentro del 150 %", "diferencia con el total" },
	  "todas las cohortes",
	  { "De la inscripci\u00f3n al empleo en el campo",
	    "de 55 personas inscritas, 37 se graduaron y 19 encontraron empleo en su campo" },
	  { "inscripci\u00f3n", "siguen despu\u00e9s de cuatro semanas",
	    "graduaci\u00f3n dentro del 150 % de la duraci\u00f3n publicada", "buscaron empleo",
	    "tuvieron entrevistas", "trabajan en su campo" },
	  "personas",
	  { "Graduaci\u00f3n dentro del 150 %, por g\u00e9nero",
	    "las mujeres se grad\u00faan m\u00e1s que los hombres en dos de cuatro cohortes" },
	  { "mujeres", "hombres", "no binario" },
	  "cohorte",
	  { "Asistencia por semana",
	    "la asistencia baja en las semanas 6 y 7 y se recupera tras el descanso" },
	  "semana",
	  "Cifras por g\u00e9nero y cohorte" },
	{ "ar",
	  { "\u0645\u0624\u0642\u062a", "\u062f\u0627\u062e\u0644\u064a" },
	  "\u0627\u0644\u062a\u062e\u0631\u062c \u0648\u0627\u0644\u0639\u0645\u0644\u060c "
	  "\u062f\u0641\u0639\u0627\u062a 2026",
	  "\u0645\u062f\u0631\u0633\u0629 \u0646\u0645\u0648\u0630\u062c\u064a\u0629\u060c "
	  "\u0623\u062b\u064a\u0646\u0627 \u0648\u0628\u0631\u0634\u0644\u0648\u0646\u0629 \u00b7 "
	  "\u062d\u062a\u0649 31 \u064a\u0646\u0627\u064a\u0631 2027",
	  { "\u062a\u062e\u0631\u062c\u0648\u0627 \u062e\u0644\u0627\u0644 150 % \u0645\u0646 "
	    "\u0627\u0644\u0648\u0642\u062a",
	    "\u062a\u062e\u0631\u062c\u0648\u0627 \u0641\u064a \u0627\u0644\u0645\u0648\u0639\u062f",
	    "\u064a\u0639\u0645\u0644\u0648\u0646 \u0641\u064a \u0645\u062c\u0627\u0644\u0647\u0645 "
	    "\u0628\u0639\u062f 180 \u064a\u0648\u0645\u064b\u0627",
	    "\u0623\u062c\u0627\u0628\u0648\u0627 \u0628\u0639\u062f 180 \u064a\u0648\u0645\u064b\u0627" },
	  { "37 \u0645\u0646 55 \u0645\u0633\u062c\u0644\u064b\u0627",
	    "29 \u0645\u0646 55 \u0645\u0633\u062c\u0644\u064b\u0627",
	    "19 \u0645\u0646 31 \u0628\u062d\u062b\u0648\u0627 \u0639\u0646 \u0639\u0645\u0644",
	    "30 \u0645\u0646 31" },
	  { "\u0645\u0646 \u0627\u0644\u064a\u0648\u0645 \u0627\u0644\u0623\u0648\u0644 \u0625\u0644\u0649 "
	    "\u0627\u0644\u0639\u0645\u0644",
	    "\u0645\u0646 \u064a\u062a\u062e\u0631\u062c", "\u0627\u0644\u062d\u0636\u0648\u0631" },
	  "\u064a\u064f\u062d\u0633\u0628 \u0643\u0644 \u0634\u062e\u0635 \u0641\u064a "
	  "\u0627\u0644\u062f\u0641\u0639\u0629 \u0627\u0644\u062a\u064a \u0628\u062f\u0623 "
	  "\u0641\u064a\u0647\u0627\u060c \u0645\u062a\u0649 \u0645\u0627 \u0627\u0646\u062a\u0647\u0649. "
	  "\u0644\u0627 \u064a\u064f\u062d\u0630\u0641 \u0623\u062d\u062f "
	  "\u0644\u062a\u062d\u0633\u064a\u0646 \u0646\u0633\u0628\u0629.",
	  "\u0627\u0644\u062a\u0639\u0631\u064a\u0641 migracode-2026.1: "
	  "\u0627\u0644\u0645\u0633\u062c\u0644\u0648\u0646 \u0647\u0645 \u0645\u0646 "
	  "\u0628\u062f\u0623\u0648\u0627\u060c \u062f\u0648\u0646 \u0645\u0646 "
	  "\u063a\u0627\u062f\u0631\u0648\u0627 \u062d\u062a\u0649 \u0627\u0644\u064a\u0648\u0645 14.",
	  { "\u0627\u0644\u062f\u0641\u0639\u0629", "\u0627\u0644\u0645\u0633\u062c\u0644\u0648\u0646",
	    "\u0641\u064a \u0627\u0644\u0645\u0648\u0639\u062f", "\u062e\u0644\u0627\u0644 150 %",
	    "\u0627\u0644\u0645\u062c\u0645\u0648\u0639",
	    "\u0627\u0644\u0646\u0633\u0628\u0629 \u062e\u0644\u0627\u0644 150 %",
	    "\u0627\u0644\u0641\u0631\u0642 \u0639\u0646 \u0627\u0644\u0643\u0644" },
	  "\u0643\u0644 \u0627\u0644\u062f\u0641\u0639\u0627\u062a",
	  { "\u0645\u0646 \u0627\u0644\u062a\u0633\u062c\u064a\u0644 \u0625\u0644\u0649 \u0639\u0645\u0644 "
	    "\u0641\u064a \u0627\u0644\u0645\u062c\u0627\u0644",
	    "\u0645\u0646 55 \u0645\u0633\u062c\u0644\u064b\u0627\u060c \u062a\u062e\u0631\u062c 37 "
	    "\u0648\u0648\u062c\u062f 19 \u0639\u0645\u0644\u064b\u0627 \u0641\u064a "
	    "\u0645\u062c\u0627\u0644\u0647\u0645" },
	  { "\u0645\u0633\u062c\u0644\u0648\u0646",
	    "\u0628\u0642\u0648\u0627 \u0628\u0639\u062f \u0623\u0631\u0628\u0639\u0629 "
	    "\u0623\u0633\u0627\u0628\u064a\u0639",
	    "\u062a\u062e\u0631\u062c\u0648\u0627 \u062e\u0644\u0627\u0644 150 % \u0645\u0646 "
	    "\u0627\u0644\u0645\u062f\u0629 \u0627\u0644\u0645\u0639\u0644\u0646\u0629",
	    "\u0628\u062d\u062b\u0648\u0627 \u0639\u0646 \u0639\u0645\u0644",
	    "\u0623\u062c\u0631\u0648\u0627 \u0645\u0642\u0627\u0628\u0644\u0627\u062a",
	    "\u064a\u0639\u0645\u0644\u0648\u0646 \u0641\u064a \u0645\u062c\u0627\u0644\u0647\u0645" },
	  "\u0623\u0634\u062e\u0627\u0635",
	  { "\u062a\u062e\u0631\u062c\u0648\u0627 \u062e\u0644\u0627\u0644 150 %\u060c \u062d\u0633\u0628 "
	    "\u0627\u0644\u0646\u0648\u0639",
	    "\u062a\u062a\u062e\u0631\u062c \u0627\u0644\u0646\u0633\u0627\u0621 \u0623\u0643\u062b\u0631 "
	    "\u0645\u0646 \u0627\u0644\u0631\u062c\u0627\u0644 \u0641\u064a "
	    "\u062f\u0641\u0639\u062a\u064a\u0646 \u0645\u0646 \u0623\u0631\u0628\u0639" },
	  { "\u0646\u0633\u0627\u0621", "\u0631\u062c\u0627\u0644",
	    "\u063a\u064a\u0631 \u062b\u0646\u0627\u0626\u064a" },
	  "\u0627\u0644\u062f\u0641\u0639\u0629",
	  { "\u0627\u0644\u062d\u0636\u0648\u0631 \u0643\u0644 \u0623\u0633\u0628\u0648\u0639",
	    "\u064a\u0646\u062e\u0641\u0636 \u0627\u0644\u062d\u0636\u0648\u0631 \u0641\u064a "
	    "\u0627\u0644\u0623\u0633\u0628\u0648\u0639\u064a\u0646 6 \u06487 "
	    "\u0648\u064a\u062a\u0639\u0627\u0641\u0649 \u0628\u0639\u062f "
	    "\u0627\u0644\u0639\u0637\u0644\u0629" },
	  "\u0627\u0644\u0623\u0633\u0628\u0648\u0639",
	  "\u0623\u0631\u0642\u0627\u0645 \u062d\u0633\u0628 \u0627\u0644\u0646\u0648\u0639 "
	  "\u0648\u0627\u0644\u062f\u0641\u0639\u0629" },
};

static const char *const cohorts[] = { "ath-2026a", "ath-2026b", "bcn-2026a", "bcn-2026b" };

static void add_figures(struct mc_sheet *sheet, const struct words *w)
{
	static const int64_t parts[][2] = { { 37, 55 }, { 29, 55 }, { 19, 31 }, { 30, 31 } };

	for (size_t i = 0; i < 4; i++)
		mc_sheet_add_figure(sheet, w->figures[i], mc_cell_percent(parts[i][0], parts[i][1]),
				    w->abouts[i]);
}

static void add_funnel(struct mc_sheet *sheet, const struct words *w)
{
	static const int64_t counts[] = { 55, 49, 37, 31, 26, 19 };
	struct mc_sheet_chart *chart = mc_sheet_add_chart(sheet, MC_CHART_FUNNEL, "funnel", w->funnel[0],
							  w->stages, 6, &w->people, 1);

	chart->about = w->funnel[1];
	for (size_t i = 0; i < 6; i++)
		chart->values[i] = mc_cell_count(counts[i]);
}

static void add_table(struct mc_sheet *sheet, const struct words *w)
{
	static const int64_t rows[][5] = {
		{ 18, 11, 13, 13, 49 }, { 14, 8, 9, 10, -30 }, { 15, 7, 10, 11, -6 },
		{ 8, 3, 5, 5, -48 },	{ 55, 29, 37, 39, 0 },
	};
	struct mc_sheet_table *table = mc_sheet_add_table(sheet, "cohorts", w->heads[1], w->columns, 7);

	for (size_t i = 0; i < 5; i++) {
		struct mc_cell *row = mc_sheet_add_row(sheet, table, i < 4 ? cohorts[i] : w->all);

		for (size_t at = 0; at < 4; at++)
			row[1 + at] = mc_cell_count(rows[i][at]);
		row[5] = mc_cell_percent(rows[i][2], rows[i][0]);
		row[6] = mc_cell_points(rows[i][4]);
	}
	table->has_total_row = true;
}

/* Few people: some figures are hidden, some rounded, one has no base. */
static void add_gaps(struct mc_sheet *sheet, const struct words *w)
{
	const char *const columns[] = { w->cohort, w->genders[0], w->genders[1], w->genders[2] };
	struct mc_sheet_table *table = mc_sheet_add_table(sheet, "by-gender", w->gaps, columns, 4);

	for (size_t i = 0; i < 4; i++) {
		struct mc_cell *row = mc_sheet_add_row(sheet, table, cohorts[i]);

		row[1] = mc_cell_count(5 * (int64_t)(i + 1));
		row[2] = mc_cell_count(10);
		row[1].is_rounded = i > 0;
		row[3] = i < 3 ? (struct mc_cell){ .kind = MC_CELL_HIDDEN } : mc_cell_percent(0, 0);
	}
}

static void add_bars(struct mc_sheet *sheet, const struct words *w)
{
	static const int64_t parts[2][4][2] = { { { 8, 10 }, { 5, 7 }, { 6, 10 }, { 3, 5 } },
						{ { 5, 8 }, { 4, 7 }, { 4, 5 }, { 2, 3 } } };
	struct mc_sheet_chart *chart =
		mc_sheet_add_chart(sheet, MC_CHART_BARS, "gender", w->bars[0], cohorts, 4, w->genders, 3);

	chart->about = w->bars[1];
	chart->axis = w->cohort;
	for (size_t i = 0; i < 4; i++) {
		chart->values[i] = mc_cell_percent(parts[0][i][0], parts[0][i][1]);
		chart->values[4 + i] = mc_cell_percent(parts[1][i][0], parts[1][i][1]);
		chart->values[8 + i].kind = i < 2 ? MC_CELL_HIDDEN : MC_CELL_EMPTY;
	}
}

static void add_lines(struct mc_sheet *sheet, const struct words *w, size_t series)
{
	static const int64_t percent[2][18] = {
		{ 96, 95, 93, 92, 88, 79, 76, 84, 89, 91, 90, 88, 87, 89, 90, 86, 88, 91 },
		{ 92, 93, 90, 86, 85, 74, 71, 0, 80, 83, 86, 84, 81, 80, 83, 84, 86, 85 },
	};
	static const char *const weeks[] = { "1",  "2",	 "3",  "4",  "5",  "6",	 "7",  "8",  "9",
					     "10", "11", "12", "13", "14", "15", "16", "17", "18" };
	struct mc_sheet_chart *chart = mc_sheet_add_chart(sheet, MC_CHART_LINES, "attendance", w->lines[0],
							  weeks, 18, cohorts, series);

	chart->about = w->lines[1];
	chart->axis = w->week;
	for (size_t i = 0; i < series * 18; i++) {
		chart->values[i] = mc_cell_percent(percent[i / 18][i % 18], 100);
		if (percent[i / 18][i % 18] == 0)
			chart->values[i] = (struct mc_cell){ .kind = MC_CELL_HIDDEN };
	}
}

static void fill(struct mc_sheet *sheet, const struct words *w)
{
	sheet->title = w->title;
	sheet->subtitle = w->subtitle;
	sheet->lang = w->lang;
	mc_sheet_add_stamp(sheet, w->stamps[0]);
	mc_sheet_add_stamp(sheet, w->stamps[1]);
	add_figures(sheet, w);
	mc_sheet_add_heading(sheet, w->heads[0]);
	mc_sheet_add_text(sheet, w->text);
	add_funnel(sheet, w);
	mc_sheet_add_heading(sheet, w->heads[1]);
	add_table(sheet, w);
	mc_sheet_add_note(sheet, w->note);
	add_bars(sheet, w);
	add_gaps(sheet, w);
	mc_sheet_add_heading(sheet, w->heads[2]);
	add_lines(sheet, w, 2);
	add_lines(sheet, w, 1);
}

static int write_sheet(const struct words *w, enum mc_sheet_format format)
{
	struct mc_sheet sheet = MC_SHEET_INIT;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	fill(&sheet, w);
	mc_sheet_write(&out, &sheet, format, NULL);
	mc_sheet_release(&sheet);
	return fwrite(out.ptr, 1, out.len, stdout) == out.len ? 0 : 1;
}

static int write_hostile(enum mc_sheet_format format)
{
	struct words w = words[0];

	w.title = w.heads[0] = w.funnel[0] = w.stages[1] =
		"</title></style><script>window.planted = 1</script>";
	w.subtitle = w.text = w.bars[1] = w.cohort = "<img src=x onerror='window.planted = 1'>";
	w.people = w.columns[2] = w.stages[2] =
		"x;=cmd|'/C calc'!A0 | @teacher #12 `a` **b** [c](javascript:d)";
	w.note = w.abouts[0] = w.genders[0] = "\"><svg onload=window.planted=1> &#x3c;b&#x3e;";
	w.stamps[0] = w.all = w.columns[1] = w.gaps =
		"\x1b[2J\xff\xfe \u202e --> ]]> url(http://example.org/x)";
	return write_sheet(&w, format);
}

int main(int argc, char **argv)
{
	static const char *const formats[] = { "text", "csv", "markdown" };
	const char *lang = argc > 1 ? argv[1] : "en";
	enum mc_sheet_format format = MC_SHEET_TEXT;

	while (format < MC_SHEET_HTML && (argc < 3 || strcmp(formats[format], argv[2]) != 0))
		format++;

	if (!strcmp(lang, "hostile"))
		return write_hostile(format);
	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (!strcmp(words[i].lang, lang))
			return write_sheet(&words[i], format);
	}
	return 2;
}
