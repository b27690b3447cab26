/* SPDX-License-Identifier: MIT */
#include "cohort/audit.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "ext/json_write.h"

/* ---- choosing ---- */

struct choosing {
	struct mc_records *records;
	const struct mc_audit_filter *filter;
	const struct mc_event_sink *sink;
	struct mc_buf quoted; /* the learner, as bodies have it */
	int64_t matches;
	int64_t skip; /* so many matches from the first one on */
};

static bool is_kind(const char *kind, const char *wanted)
{
	size_t len = strlen(wanted);

	return !strncmp(kind, wanted, len) && (kind[len] == '\0' || kind[len] == '.');
}

static bool is_match(const struct choosing *c, const struct mc_event *event)
{
	const struct mc_audit_filter *filter = c->filter;

	if (filter->kind && !is_kind(event->kind, filter->kind))
		return false;
	/* Moments begin with their day, and sort as text. */
	if (filter->since && strcmp(event->at, filter->since) < 0)
		return false;
	return !filter->learner || !strcmp(event->subject, filter->learner) ||
	       strstr(event->body, c->quoted.ptr) != NULL;
}

static struct mc_err *count_match(void *context, const struct mc_event *event)
{
	struct choosing *c = context;

	c->matches += is_match(c, event);
	return NULL;
}

static struct mc_err *pass_match(void *context, const struct mc_event *event)
{
	struct choosing *c = context;

	if (!is_match(c, event) || c->skip-- > 0)
		return NULL;
	c->skip = 0;
	return c->sink->take(c->sink->context, event);
}

static struct mc_err *choose(void *context)
{
	struct choosing *c = context;
	const struct mc_event_sink counter = { count_match, c };
	const struct mc_event_sink passer = { pass_match, c };

	if (c->filter->limit > 0) {
		MC_TRY(mc_log_each(c->records, 0, &counter));
		c->skip = c->matches > c->filter->limit ? c->matches - c->filter->limit : 0;
	}
	return mc_log_each(c->records, 0, &passer);
}

struct mc_err *mc_audit_each(struct mc_records *records, const struct mc_audit_filter *filter,
			     const struct mc_event_sink *sink)
{
	struct choosing c = { .records = records, .filter = filter, .sink = sink, .quoted = MC_BUF_INIT };
	struct mc_err *err = NULL;
	int32_t day = 0;

	if (filter->since && !mc_date_read(&day, filter->since))
		return mc_err_new(MC_E_INPUT, _("'%s' is not a day: a day is written 2026-01-12"),
				  filter->since);
	if (filter->learner)
		mc_json_quote(&c.quoted, filter->learner, strlen(filter->learner));
	err = mc_records_read(records, choose, &c);
	mc_buf_release(&c.quoted);
	return err;
}

/* ---- the end of the log ---- */

struct mc_err *mc_audit_read_head(int64_t *seq, const char **hash, const char *text)
{
	char *end = NULL;
	long long number = strtoll(text, &end, 10);

	if (number < 1 || *end != ':' || strlen(end + 1) != 64 || strspn(end + 1, "0123456789abcdef") != 64)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("'%s' is not the end of a log"), text), "%s",
				   _("take the number and the hash that 'migracode audit verify' printed: "
				     "<number>:<hash>"));
	*seq = number;
	*hash = end + 1;
	return NULL;
}

static const char *explain(enum mc_log_fault fault)
{
	switch (fault) {
	case MC_LOG_GOOD:
		break;
	case MC_LOG_GAP:
		return _("event %lld is missing: it was deleted, or its number changed\n");
	case MC_LOG_LINK:
		return _("event %lld does not follow the one before: one of the two was put there later\n");
	case MC_LOG_CHANGED:
		return _("event %lld was changed after it was recorded\n");
	case MC_LOG_END:
		return _("from event %lld on, the log is not the one that the end was noted of: events were "
			 "cut off, or others put in their place\n");
	}
	return "";
}

void mc_audit_print_check(struct mc_buf *out, const struct mc_log_check *check)
{
	long long count = (long long)check->count;

	if (check->fault != MC_LOG_GOOD) {
		/* The formats of explain() have one number each. */
		mc_buf_addf(out, "%s", _("the log is broken: "));
		const char *text = explain(check->fault);
		const char *place = strstr(text, "%lld");

		mc_buf_add(out, text, (size_t)(place - text));
		mc_buf_addf(out, "%lld%s", (long long)check->fault_seq, place + strlen("%lld"));
		mc_buf_addf(out, _("the events before it are as they were recorded: %lld\n"), count);
		mc_buf_addz(out, _("next: keep a copy of the records as they are, then restore the last good "
				   "backup: migracode restore\n"));
		return;
	}
	mc_buf_addf(out, NP_("the log is whole: %lld event\n", "the log is whole: %lld events\n", count),
		    count);
	if (count == 0)
		return;
	mc_buf_addf(out, _("end of the log: %lld:%s\n"), count, check->head);
	mc_buf_addz(out,
		    _("note the end in another place: 'migracode audit verify --expect <end>' then finds "
		      "what is cut off, too\n"));
}

void mc_audit_print_check_json(struct mc_buf *out, const struct mc_log_check *check)
{
	static const char *const faults[] = {
		[MC_LOG_GOOD] = NULL,	      [MC_LOG_GAP] = "missing", [MC_LOG_LINK] = "link",
		[MC_LOG_CHANGED] = "changed", [MC_LOG_END] = "end",
	};
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/audit/v1");
	mc_json_key_bool(&writer, "whole", check->fault == MC_LOG_GOOD);
	mc_json_key_int(&writer, "events", check->count);
	mc_json_key_text(&writer, "hash", check->head);
	if (check->fault != MC_LOG_GOOD) {
		mc_json_key_text(&writer, "fault", faults[check->fault]);
		mc_json_key_int(&writer, "fault_seq", check->fault_seq);
	}
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}

/* ---- events ---- */

void mc_audit_print_event(struct mc_buf *out, const struct mc_event *event, size_t max_body)
{
	size_t len = strlen(event->body);
	bool is_cut = max_body > 0 && len > max_body;

	if (is_cut)
		len = max_body;
	/* Not within a character. */
	while (is_cut && len > 0 && ((unsigned char)event->body[len] & 0xc0) == 0x80)
		len--;
	mc_buf_addf(out, "%6lld  %.16s  %-18s %-12s %.*s%s  (%s)\n", (long long)event->seq, event->at,
		    event->kind, event->subject, (int)len, event->body, is_cut ? " …" : "", event->actor);
}

/* Who changed the log may have left anything there. */
static bool is_json(const char *body)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_fields fields;
	struct mc_err *err = mc_fields_read(&fields, &arena, mc_str(body));

	mc_err_drop(err);
	return !err;
}

void mc_audit_write_event(struct mc_json_writer *writer, const struct mc_event *event)
{
	mc_json_start(writer, '{');
	mc_json_key_int(writer, "seq", event->seq);
	mc_json_key_text(writer, "at", event->at);
	mc_json_key_text(writer, "actor", event->actor);
	mc_json_key_text(writer, "kind", event->kind);
	mc_json_key_text(writer, "subject", event->subject);
	mc_json_key(writer, "body");
	if (is_json(event->body))
		mc_json_splice(writer, event->body, strlen(event->body));
	else
		mc_json_text(writer, event->body);
	mc_json_key_text(writer, "prev_hash", event->prev_hash);
	mc_json_key_text(writer, "hash", event->hash);
	mc_json_end(writer);
}
