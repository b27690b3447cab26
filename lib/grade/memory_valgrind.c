/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ext/xml.h"
#include "grade/memory_report.h"
#include "os/confined.h"

enum { READ_CPU_S = 5, READ_MS = 60 * 1000, WORD_BYTES = 300, PATH_BYTES = 4096, NULL_PAGE = 4096 };

/* Room for the library and the largest report. */
#define READ_MEMORY_BYTES (256u * 1024 * 1024)

/* One element "error". */
struct finding {
	struct mc_buf kind;
	struct mc_buf what;
	struct mc_buf aux; /* the first thing that is said about the address */
	struct mc_buf leaked;
	uint32_t file;
	uint32_t line;
	bool has_stack;
};

#define FINDING_INIT \
	{ \
		MC_BUF_INIT, MC_BUF_INIT, MC_BUF_INIT, MC_BUF_INIT, MC_MEMORY_NO_FILE, 0, false \
	}

static void finding_release(struct finding *finding)
{
	mc_buf_release(&finding->kind);
	mc_buf_release(&finding->what);
	mc_buf_release(&finding->aux);
	mc_buf_release(&finding->leaked);
}

struct reading {
	struct mc_memory_report *report;
	struct mc_xml *xml;
	const struct mc_tree *files;
};

static struct mc_err *read_word(struct mc_buf *word, struct mc_xml *xml, size_t limit_bytes)
{
	mc_buf_reset(word);
	return mc_xml_read_text(word, xml, limit_bytes);
}

/* ---- stacks ---- */

static struct mc_err *read_frame(struct finding *finding, const struct reading *reading)
{
	MC_AUTO(mc_buf) dir = MC_BUF_INIT;
	MC_AUTO(mc_buf) file = MC_BUF_INIT;
	MC_AUTO(mc_buf) line = MC_BUF_INIT;
	MC_AUTO(mc_buf) path = MC_BUF_INIT;
	struct mc_xml_event event;

	for (;;) {
		MC_TRY(mc_xml_next(&event, reading->xml));
		if (event.kind == MC_XML_DONE || mc_xml_is(&event, MC_XML_END, "frame"))
			break;
		if (mc_xml_is(&event, MC_XML_START, "dir"))
			MC_TRY(read_word(&dir, reading->xml, PATH_BYTES));
		else if (mc_xml_is(&event, MC_XML_START, "file"))
			MC_TRY(read_word(&file, reading->xml, PATH_BYTES));
		else if (mc_xml_is(&event, MC_XML_START, "line"))
			MC_TRY(read_word(&line, reading->xml, WORD_BYTES));
	}
	if (finding->line > 0 || file.len == 0 || dir.len == 0)
		return NULL;
	mc_buf_addf(&path, "%s/%s", dir.ptr, file.ptr);
	finding->file = mc_memory_own_file(reading->files, (struct mc_str){ path.ptr, path.len });
	if (finding->file != MC_MEMORY_NO_FILE)
		finding->line = (uint32_t)strtoul(line.ptr, NULL, 10);
	return NULL;
}

/* The innermost place in a file of the student; the library's functions around it are not theirs. */
static struct mc_err *read_stack(struct finding *finding, const struct reading *reading)
{
	struct mc_xml_event event;

	if (finding->has_stack)
		return mc_xml_skip(reading->xml);
	finding->has_stack = true;
	for (;;) {
		MC_TRY(mc_xml_next(&event, reading->xml));
		if (event.kind == MC_XML_DONE || mc_xml_is(&event, MC_XML_END, "stack"))
			return NULL;
		if (mc_xml_is(&event, MC_XML_START, "frame"))
			MC_TRY(read_frame(finding, reading));
	}
}

/* ---- kinds ---- */

/* The number behind the word "size" of "Invalid read of size 4". */
static uint64_t size_of(const char *what)
{
	const char *size = strstr(what, " of size ");

	return size ? strtoull(size + strlen(" of size "), NULL, 10) : 0;
}

static bool is_near_null(const char *aux)
{
	const char *address = strstr(aux, "Address 0x");

	return address && strstr(aux, "is not stack'd") &&
	       strtoull(address + strlen("Address "), NULL, 16) < NULL_PAGE;
}

/* "is 0 bytes inside a block of size 16 free'd"; of what was never a block it says "not … (recently) free'd".
 */
static bool is_of_freed(const char *aux)
{
	return strstr(aux, "block of size") && strstr(aux, "free'd");
}

static enum mc_memory_fault fault_of_access(const struct finding *finding, enum mc_memory_fault usual)
{
	if (is_of_freed(finding->aux.ptr))
		return MC_FAULT_FREED;
	return is_near_null(finding->aux.ptr) ? MC_FAULT_NULL : usual;
}

/* What is still reachable, or perhaps, is no fault of a beginner; what is lost indirectly counts with what it
 * hangs on. */
static enum mc_memory_fault fault_of(const struct finding *finding)
{
	const char *kind = finding->kind.ptr;

	if (!strcmp(kind, "InvalidRead"))
		return fault_of_access(finding, MC_FAULT_READ);
	if (!strcmp(kind, "InvalidWrite"))
		return fault_of_access(finding, MC_FAULT_WRITE);
	if (!strcmp(kind, "InvalidFree"))
		return is_of_freed(finding->aux.ptr) ? MC_FAULT_DOUBLE_FREE : MC_FAULT_BAD_FREE;
	if (!strcmp(kind, "MismatchedFree"))
		return MC_FAULT_BAD_FREE;
	if (!strcmp(kind, "UninitCondition") || !strcmp(kind, "UninitValue"))
		return MC_FAULT_UNSET;
	if (!strcmp(kind, "SyscallParam"))
		return strstr(finding->what.ptr, "uninitialised") ? MC_FAULT_UNSET : MC_FAULT_READ;
	if (!strcmp(kind, "Overlap"))
		return MC_FAULT_OVERLAP;
	if (!strcmp(kind, "Leak_DefinitelyLost"))
		return MC_FAULT_LEAK;
	return strncmp(kind, "Leak_", 5) != 0 ? MC_FAULT_OTHER : MC_FAULT_NONE;
}

static void note(struct mc_memory_report *report, const struct finding *finding)
{
	enum mc_memory_fault fault = fault_of(finding);
	uint64_t leaked = strtoull(finding->leaked.ptr, NULL, 10);

	if (fault == MC_FAULT_NONE)
		return;
	if (mc_memory_note(report, fault, (struct mc_str){ finding->what.ptr, finding->what.len })) {
		report->file = finding->file;
		report->line = finding->line;
		report->bytes = fault == MC_FAULT_LEAK ? leaked : size_of(finding->what.ptr);
	} else if (fault == MC_FAULT_LEAK && report->fault == MC_FAULT_LEAK) {
		report->bytes += leaked;
	}
}

/* ---- the document ---- */

static struct mc_err *read_part(struct finding *finding, const struct mc_xml_event *event,
				const struct reading *reading)
{
	if (mc_xml_is(event, MC_XML_START, "kind"))
		return read_word(&finding->kind, reading->xml, WORD_BYTES);
	/* A leak says it in "xwhat", with numbers beside the text. */
	if (mc_xml_is(event, MC_XML_START, "what") || mc_xml_is(event, MC_XML_START, "text"))
		return read_word(&finding->what, reading->xml, WORD_BYTES);
	if (mc_xml_is(event, MC_XML_START, "leakedbytes"))
		return read_word(&finding->leaked, reading->xml, WORD_BYTES);
	if (mc_xml_is(event, MC_XML_START, "auxwhat"))
		return finding->aux.len > 0 ? mc_xml_skip(reading->xml)
					    : read_word(&finding->aux, reading->xml, WORD_BYTES);
	if (mc_xml_is(event, MC_XML_START, "stack"))
		return read_stack(finding, reading);
	return NULL;
}

static struct mc_err *read_error(const struct reading *reading)
{
	MC_AUTO(finding) finding = FINDING_INIT;
	struct mc_xml_event event;

	for (;;) {
		MC_TRY(mc_xml_next(&event, reading->xml));
		if (event.kind == MC_XML_DONE || mc_xml_is(&event, MC_XML_END, "error"))
			break;
		MC_TRY(read_part(&finding, &event, reading));
	}
	note(reading->report, &finding);
	return NULL;
}

/* What became of the program after all its faults. */
static struct mc_err *read_crash(const struct reading *reading)
{
	MC_AUTO(finding) finding = FINDING_INIT;
	struct mc_xml_event event;

	for (;;) {
		MC_TRY(mc_xml_next(&event, reading->xml));
		if (event.kind == MC_XML_DONE || mc_xml_is(&event, MC_XML_END, "fatal_signal"))
			break;
		if (mc_xml_is(&event, MC_XML_START, "stack"))
			MC_TRY(read_stack(&finding, reading));
	}
	reading->report->crash_file = finding.file;
	reading->report->crash_line = finding.line;
	return NULL;
}

static struct mc_err *read_document(bool *is_finished, const struct reading *reading)
{
	MC_AUTO(mc_buf) state = MC_BUF_INIT;
	struct mc_xml_event event;
	bool is_memcheck = false;

	for (;;) {
		MC_TRY(mc_xml_next(&event, reading->xml));
		if (event.kind == MC_XML_DONE)
			break;
		if (mc_xml_is(&event, MC_XML_START, "protocoltool")) {
			MC_TRY(read_word(&state, reading->xml, WORD_BYTES));
			is_memcheck = !strcmp(state.ptr, "memcheck");
		} else if (mc_xml_is(&event, MC_XML_START, "state")) {
			MC_TRY(read_word(&state, reading->xml, WORD_BYTES));
		} else if (mc_xml_is(&event, MC_XML_START, "error")) {
			MC_TRY(read_error(reading));
		} else if (mc_xml_is(&event, MC_XML_START, "fatal_signal")) {
			MC_TRY(read_crash(reading));
		}
	}
	*is_finished = is_memcheck && !strcmp(state.ptr, "FINISHED");
	return NULL;
}

struct mc_err *mc_memory_read_valgrind_here(struct mc_memory_report *report, struct mc_str xml,
					    const struct mc_tree *files)
{
	MC_AUTOPTR(mc_xml) document = NULL;
	struct mc_err *err = xml.len <= MC_MEMORY_MAX_XML ? mc_xml_open(&document, xml.ptr, xml.len) : NULL;
	struct reading reading = { report, document, files };

	if (!err && document)
		err = read_document(&report->is_complete, &reading);
	if (!err || err->code != MC_E_INPUT)
		return err;
	/* What was reported before the report breaks off is reported. */
	mc_err_free(err);
	report->is_complete = false;
	return NULL;
}

/* ---- in a process of its own ---- */

struct work {
	struct mc_str xml;
	const struct mc_tree *files;
};

static struct mc_err *read_and_pack(struct mc_buf *answer, void *context)
{
	const struct work *work = context;
	MC_AUTO(mc_memory_report) report = MC_MEMORY_REPORT_INIT;

	MC_TRY(mc_memory_read_valgrind_here(&report, work->xml, work->files));
	mc_buf_addf(answer, "%d %d %llu %u %u %u %u %u\n%s", report.is_complete, (int)report.fault,
		    (unsigned long long)report.bytes, report.file, report.line, report.count,
		    report.crash_file, report.crash_line, report.what.ptr);
	return NULL;
}

static void take_place(uint32_t *file, uint32_t *line, const unsigned long long numbers[2],
		       const struct mc_tree *files)
{
	*file = numbers[0] < files->count ? (uint32_t)numbers[0] : MC_MEMORY_NO_FILE;
	*line = *file == MC_MEMORY_NO_FILE ? 0 : (uint32_t)numbers[1];
}

/* The answer may come from bytes that took the process over: every number is checked. */
static void unpack(struct mc_memory_report *report, const struct mc_buf *answer, const struct mc_tree *files)
{
	unsigned long long numbers[8] = { 0 };
	char *at = answer->ptr;

	for (size_t i = 0; i < MC_COUNT(numbers); i++)
		numbers[i] = strtoull(at, &at, 10);
	if (numbers[1] >= MC_FAULT_COUNT || *at != '\n')
		return;
	report->is_complete = numbers[0] == 1;
	take_place(&report->crash_file, &report->crash_line, &numbers[6], files);
	struct mc_str what = { at + 1, strlen(at + 1) };

	if (numbers[1] == MC_FAULT_NONE)
		return;
	(void)mc_memory_note(report, (enum mc_memory_fault)numbers[1], what);
	report->bytes = numbers[2];
	take_place(&report->file, &report->line, &numbers[3], files);
	report->count = (uint32_t)numbers[5];
}

struct mc_err *mc_memory_read_valgrind(struct mc_memory_report *report, struct mc_str xml,
				       const struct mc_tree *files)
{
	struct work work = { xml, files };
	MC_AUTO(mc_buf) answer = MC_BUF_INIT;
	enum mc_confined_end end;
	const struct mc_confined confined = {
		.work = read_and_pack,
		.context = &work,
		.limits = { .cpu_s = READ_CPU_S, .more_bytes = READ_MEMORY_BYTES },
		.wall_ms = READ_MS,
		.answer_bytes = PATH_BYTES,
	};

	MC_TRY(mc_xml_prepare());
	MC_TRY_AS(mc_confined_run(&answer, &end, &confined), "%s", _("cannot read the report of valgrind"));
	if (end == MC_CONFINED_ANSWERED)
		unpack(report, &answer, files);
	return NULL;
}
