/* SPDX-License-Identifier: MIT */
#include "roster/ical.h"

#include <string.h>
#include <time.h>

#include "base/date.h"
#include "base/utf8.h"
#include "os/zone.h"

/* Octets of a line without its end; more are folded. */
enum { LINE_OCTETS = 75, MINUTE_S = 60, DAY_MINUTES = 24 * 60 };

/* A line, folded where it is too long, never within a character. */
static void add_line(struct mc_buf *out, const struct mc_buf *line)
{
	const char *rest = line->ptr;
	size_t len = line->len;
	size_t room = LINE_OCTETS;

	while (len > room) {
		size_t cut = mc_utf8_cut(rest, len, room);

		mc_buf_add(out, rest, cut);
		mc_buf_addz(out, "\r\n ");
		rest += cut;
		len -= cut;
		/* The blank at the start counts. */
		room = LINE_OCTETS - 1;
	}
	mc_buf_add(out, rest, len);
	mc_buf_addz(out, "\r\n");
}

/* A text as values of type TEXT are written: section 3.3.11. */
static void add_text(struct mc_buf *line, const char *text)
{
	for (; *text; text++) {
		if (strchr("\\;,", *text))
			mc_buf_addc(line, '\\');
		if (*text == '\n')
			mc_buf_addz(line, "\\n");
		else if ((unsigned char)*text >= ' ' && *text != 0x7f)
			mc_buf_addc(line, *text);
	}
}

static void add_property(struct mc_buf *out, const char *name, const char *text)
{
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	if (!text || !*text)
		return;
	mc_buf_addf(&line, "%s:", name);
	add_text(&line, text);
	add_line(out, &line);
}

/* An address stands as it is; what could end the line is left out. */
static void add_url(struct mc_buf *out, const char *url)
{
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	if (!url || !*url)
		return;
	mc_buf_addz(&line, "URL:");
	for (; *url; url++)
		if ((unsigned char)*url > ' ' && *url != 0x7f)
			mc_buf_addc(&line, *url);
	add_line(out, &line);
}

static void add_moment(struct mc_buf *out, const char *name, int64_t unix_s)
{
	time_t moment = (time_t)unix_s;
	struct tm at;

	(void)gmtime_r(&moment, &at);
	mc_buf_addf(out, "%s:%04d%02d%02dT%02d%02d%02dZ\r\n", name, at.tm_year + 1900, at.tm_mon + 1,
		    at.tm_mday, at.tm_hour, at.tm_min, at.tm_sec);
}

static void add_day(struct mc_buf *out, const char *name, int32_t day)
{
	char text[MC_DATE_TEXT];

	mc_date_text(text, day);
	mc_buf_addf(out, "%s;VALUE=DATE:%.4s%.2s%.2s\r\n", name, text, text + 5, text + 8);
}

/* From when to when; the end is not in it. */
static struct mc_err *add_times(struct mc_buf *out, const struct mc_ical *ical,
				const struct mc_ical_session *session)
{
	int64_t start_s = 0;
	int32_t day;

	if (mc_date_read(&day, session->starts)) {
		unsigned days = (session->minutes + DAY_MINUTES - 1) / DAY_MINUTES;

		add_day(out, "DTSTART", day);
		add_day(out, "DTEND", day + (int32_t)(days > 0 ? days : 1));
		return NULL;
	}
	MC_TRY(mc_zone_to_unix(&start_s, ical->zone, session->starts));
	add_moment(out, "DTSTART", start_s);
	add_moment(out, "DTEND", start_s + (int64_t)session->minutes * MINUTE_S);
	return NULL;
}

void mc_ical_begin(struct mc_buf *out, const struct mc_ical *ical)
{
	mc_buf_addz(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//migracode//sessions//EN\r\n"
			 "CALSCALE:GREGORIAN\r\n");
	add_property(out, "NAME", ical->name);
	/* What readers understood before there was NAME. */
	add_property(out, "X-WR-CALNAME", ical->name);
}

struct mc_err *mc_ical_add(struct mc_buf *out, const struct mc_ical *ical,
			   const struct mc_ical_session *session)
{
	MC_AUTO(mc_buf) event = MC_BUF_INIT;
	MC_AUTO(mc_buf) uid = MC_BUF_INIT;

	mc_buf_addf(&uid, "%s@%s", session->id, ical->domain);
	mc_buf_addz(&event, "BEGIN:VEVENT\r\n");
	add_property(&event, "UID", uid.ptr);
	add_moment(&event, "DTSTAMP", ical->stamp_s);
	MC_TRY(add_times(&event, ical, session));
	mc_buf_addf(&event, "SEQUENCE:%u\r\n", session->changes);
	mc_buf_addz(&event, session->is_cancelled ? "STATUS:CANCELLED\r\n" : "STATUS:CONFIRMED\r\n");
	add_property(&event, "SUMMARY", session->title);
	add_property(&event, "LOCATION", session->place);
	add_property(&event, "DESCRIPTION", session->about);
	add_url(&event, session->url);
	mc_buf_addz(&event, "END:VEVENT\r\n");
	mc_buf_add(out, event.ptr, event.len);
	return NULL;
}

void mc_ical_end(struct mc_buf *out)
{
	mc_buf_addz(out, "END:VCALENDAR\r\n");
}
