/* SPDX-License-Identifier: MIT */
#include "suite/junit.h"

#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "ext/xml.h"

/* What XML of test frameworks looks like.  Nobody has written down a standard, so this is what they do. */
static const struct dialect {
	const char *root;
	const char *test;   /* the element of a case */
	const char *suite;  /* the element whose name counts for a case below it; NULL: none */
	const char *time;   /* attribute of a case, in seconds */
	const char *result; /* attribute of a case that says how it went; NULL: elements in it do */
} dialects[] = {
	{ "testsuites", "testcase", "testsuite", "time", NULL },
	{ "testsuite", "testcase", "testsuite", "time", NULL },
	/* NUnit 2 and 3: the name of a case has the whole path already */
	{ "test-results", "test-case", NULL, "time", "result" },
	{ "test-run", "test-case", NULL, "duration", "result" },
	{ "test-suite", "test-case", NULL, "duration", "result" },
	/* xUnit.net 2, too */
	{ "assemblies", "test", NULL, "time", "result" },
	{ "assembly", "test", NULL, "time", "result" },
};

/* A report that is being read. */
struct reading {
	struct mc_suite_report *report;
	struct mc_xml *xml;
	const struct dialect *dialect;
	struct mc_buf suites;			   /* names of those that are open, joined */
	size_t suite_starts[MC_XML_MAX_DEPTH + 1]; /* of each depth: length of suites before it */
	struct mc_buf name;			   /* of the case that is open */
	struct mc_buf class_name;
	struct mc_buf message;
};

static void reading_release(struct reading *reading)
{
	mc_xml_free(reading->xml);
	mc_buf_release(&reading->suites);
	mc_buf_release(&reading->name);
	mc_buf_release(&reading->class_name);
	mc_buf_release(&reading->message);
}

static const char *attribute(const struct mc_xml_event *event, const char *name)
{
	const char *value = name ? mc_xml_attribute(event, name) : NULL;

	return value ? value : "";
}

static void copy_attribute(struct mc_buf *out, const struct mc_xml_event *event, const char *name)
{
	mc_buf_reset(out);
	mc_buf_addz(out, attribute(event, name));
}

/* ---- suites ---- */

static bool is_suite(const struct reading *reading, const struct mc_xml_event *event, enum mc_xml_kind kind)
{
	return reading->dialect->suite && mc_xml_is(event, kind, reading->dialect->suite);
}

static void open_suite(struct reading *reading, const struct mc_xml_event *event)
{
	const char *name = attribute(event, "name");

	reading->suite_starts[event->depth] = reading->suites.len;
	if (!*name || reading->suites.len > MC_SUITE_MAX_NAME)
		return;
	if (reading->suites.len > 0)
		mc_buf_addz(&reading->suites, " > ");
	mc_buf_addz(&reading->suites, name);
}

static void close_suite(struct reading *reading, const struct mc_xml_event *event)
{
	reading->suites.len = reading->suite_starts[event->depth];
	reading->suites.ptr[reading->suites.len] = '\0';
}

/* ---- cases ---- */

/* True when the element of a case says itself how it went; otherwise the elements in it do. */
static bool says_verdict(const struct dialect *dialect, const struct mc_xml_event *event)
{
	return dialect->result && (*attribute(event, dialect->result) || *attribute(event, "success"));
}

/* The words that NUnit and xUnit.net have; gtest and others write "notrun" into a status. */
static enum mc_verdict verdict_of(const struct dialect *dialect, const struct mc_xml_event *event)
{
	static const struct {
		const char *word;
		enum mc_verdict verdict;
	} words[] = {
		{ "pass", MC_PASS },	  { "success", MC_PASS },     { "fail", MC_FAIL },
		{ "error", MC_ERROR },	  { "skip", MC_SKIPPED },     { "ignore", MC_SKIPPED },
		{ "notrun", MC_SKIPPED }, { "disabled", MC_SKIPPED }, { "inconclusive", MC_SKIPPED },
	};
	const char *said = attribute(event, dialect->result ? dialect->result : "status");

	for (size_t i = 0; i < MC_COUNT(words) && *said; i++) {
		if (!strncasecmp(said, words[i].word, strlen(words[i].word)) &&
		    (dialect->result || words[i].verdict == MC_SKIPPED))
			return words[i].verdict;
	}
	/* Old ones tell in words only whether it ran. */
	if (!strcasecmp(attribute(event, "executed"), "false"))
		return MC_SKIPPED;
	return says_verdict(dialect, event) && strcasecmp(attribute(event, "success"), "true") != 0 ? MC_FAIL
												    : MC_PASS;
}

/* What an element in a case makes of its verdict; the worst counts. */
static enum mc_verdict worse(enum mc_verdict verdict, const struct mc_xml_event *event)
{
	if (mc_xml_is(event, MC_XML_START, "error"))
		return MC_ERROR;
	if (mc_xml_is(event, MC_XML_START, "failure"))
		return verdict == MC_ERROR ? MC_ERROR : MC_FAIL;
	return verdict == MC_PASS ? MC_SKIPPED : verdict;
}

/* The first element that tells something is kept: its short message, and the text below. */
static struct mc_err *read_message(struct reading *reading, const struct mc_xml_event *event)
{
	struct mc_buf *message = &reading->message;
	bool is_first = message->len == 0;

	if (is_first)
		mc_buf_addz(message, attribute(event, "message"));
	size_t head = message->len;

	if (!is_first)
		return mc_xml_skip(reading->xml);
	if (head > 0)
		mc_buf_addc(message, '\n');
	size_t start = message->len;

	MC_TRY(mc_xml_read_text(message, reading->xml, MC_SUITE_MAX_MESSAGE));
	struct mc_str text = mc_str_trim((struct mc_str){ message->ptr + start, message->len - start });
	bool is_repeated = text.len >= head && !memcmp(text.ptr, message->ptr, head);

	if (is_repeated || text.len == 0) {
		size_t keep = is_repeated ? text.len : head;

		memmove(message->ptr, is_repeated ? text.ptr : message->ptr, keep);
		message->len = keep;
		message->ptr[keep] = '\0';
	}
	return NULL;
}

static bool is_verdict(const struct mc_xml_event *event)
{
	return mc_xml_is(event, MC_XML_START, "failure") || mc_xml_is(event, MC_XML_START, "error") ||
	       mc_xml_is(event, MC_XML_START, "skipped");
}

/* A class is a better parent than the suites, whose names are often that of the framework.  Some write the
 * whole name there, or, as node does, always the same word. */
static struct mc_str parent_of(const struct reading *reading)
{
	struct mc_str name = { reading->class_name.ptr, reading->class_name.len };
	struct mc_str suites = { reading->suites.ptr, reading->suites.len };

	if (name.len > 0 && mc_str_is_equal(name, (struct mc_str){ reading->name.ptr, reading->name.len }))
		return (struct mc_str){ "", 0 };
	return name.len == 0 || mc_str_is_equal(name, mc_str("test")) ? suites : name;
}

static struct mc_err *read_case(struct reading *reading, const struct mc_xml_event *start)
{
	const struct dialect *dialect = reading->dialect;
	bool is_said = says_verdict(dialect, start);
	enum mc_verdict verdict = verdict_of(dialect, start);
	uint64_t wall_us = mc_suite_time_us(attribute(start, dialect->time));
	unsigned depth = start->depth;
	struct mc_xml_event event;

	copy_attribute(&reading->name, start, "name");
	copy_attribute(&reading->class_name, start, dialect->suite ? "classname" : NULL);
	mc_buf_reset(&reading->message);
	for (;;) {
		MC_TRY(mc_xml_next(&event, reading->xml));
		if (event.kind == MC_XML_END && event.depth == depth)
			break;
		if (event.kind != MC_XML_START)
			continue;
		if (is_verdict(&event)) {
			verdict = is_said ? verdict : worse(verdict, &event);
			MC_TRY(read_message(reading, &event));
		} else {
			MC_TRY(mc_xml_skip(reading->xml));
		}
	}
	if (mc_suite_add(reading->report, parent_of(reading),
			 (struct mc_str){ reading->name.ptr, reading->name.len }, verdict, wall_us) &&
	    verdict != MC_PASS)
		mc_suite_say(reading->report, (struct mc_str){ reading->message.ptr, reading->message.len });
	return NULL;
}

/* ---- the whole ---- */

static struct mc_err *read_root(struct reading *reading)
{
	struct mc_xml_event event = { .kind = MC_XML_TEXT };

	while (event.kind != MC_XML_START)
		MC_TRY(mc_xml_next(&event, reading->xml));
	for (size_t i = 0; i < MC_COUNT(dialects); i++) {
		if (mc_xml_is(&event, MC_XML_START, dialects[i].root))
			reading->dialect = &dialects[i];
	}
	if (!reading->dialect)
		return mc_err_new(
			MC_E_INPUT,
			_("line %u: this is no report of tests: its first element is not 'testsuites'"),
			event.line);
	if (is_suite(reading, &event, MC_XML_START))
		open_suite(reading, &event);
	return NULL;
}

static struct mc_err *read_all(struct reading *reading, const char *bytes, size_t len)
{
	struct mc_xml_event event = { .kind = MC_XML_TEXT };

	MC_TRY(mc_xml_open(&reading->xml, bytes, len));
	MC_TRY(read_root(reading));
	while (event.kind != MC_XML_DONE && !reading->report->is_broken) {
		MC_TRY(mc_xml_next(&event, reading->xml));
		if (mc_xml_is(&event, MC_XML_START, reading->dialect->test))
			MC_TRY(read_case(reading, &event));
		else if (is_suite(reading, &event, MC_XML_START))
			open_suite(reading, &event);
		else if (is_suite(reading, &event, MC_XML_END))
			close_suite(reading, &event);
	}
	return NULL;
}

static void read_report(struct mc_suite_report *report, const char *bytes, size_t len, int exit_status)
{
	struct reading reading = { .report = report,
				   .suites = MC_BUF_INIT,
				   .name = MC_BUF_INIT,
				   .class_name = MC_BUF_INIT,
				   .message = MC_BUF_INIT };
	MC_AUTOPTR(mc_err) err = read_all(&reading, bytes, len);

	(void)exit_status;
	if (err)
		mc_suite_break(report, mc_arena_format(&report->arena, _("the report is no JUnit XML: %s"),
						       err->msg));
	reading_release(&reading);
}

const struct mc_suite_reader mc_suite_junit = { .prepare = mc_xml_prepare,
						.read = read_report,
						.is_guarded = true };
