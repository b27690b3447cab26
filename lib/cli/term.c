/* SPDX-License-Identifier: MIT */
#include "cli/term.h"

#include <inttypes.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/cleanup.h"
#include "base/i18n.h"
#include "os/clock.h"
#include "os/tty.h"

enum { BAR_CELLS = 20, LIVE_EVERY_MS = 100, LINE_EVERY_MS = 10000 };

unsigned mc_term_width(int fd)
{
	const char *columns = getenv("COLUMNS");
	unsigned width = mc_tty_width(fd);

	if (columns && strtoul(columns, NULL, 10) >= 20 && strtoul(columns, NULL, 10) < 1000)
		return (unsigned)strtoul(columns, NULL, 10);
	return width ? width : 80;
}

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value && value[0] && strcmp(value, "0") != 0;
}

static bool is_capable(int fd)
{
	const char *term = getenv("TERM");

	return isatty(fd) && term && strcmp(term, "dumb") != 0;
}

bool mc_term_has_color(int fd, const char *mode)
{
	const char *no_color = getenv("NO_COLOR");
	const char *clicolor = getenv("CLICOLOR");

	if (!strcmp(mode, "always"))
		return true;
	if (!strcmp(mode, "never") || (no_color && no_color[0]))
		return false;
	if (is_set("CLICOLOR_FORCE") || is_set("FORCE_COLOR"))
		return true;
	if (clicolor && !strcmp(clicolor, "0"))
		return false;
	return is_capable(fd);
}

bool mc_term_is_live(int fd)
{
	return is_capable(fd);
}

bool mc_term_has_utf8(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < MC_COUNT(names); i++) {
		const char *value = getenv(names[i]);

		if (value && value[0])
			return strstr(value, "UTF-8") || strstr(value, "utf8") || strstr(value, "UTF8") ||
			       strstr(value, "utf-8") ||
			       (!strchr(value, '.') && strcmp(value, "C") != 0 &&
				strcmp(value, "POSIX") != 0);
	}
	return !strcmp(nl_langinfo(CODESET), "UTF-8");
}

void mc_term_print_safe(FILE *file, const char *text)
{
	for (const unsigned char *p = (const unsigned char *)text; *p; p++)
		(void)putc((*p < 0x20 && *p != '\n' && *p != '\t') || *p == 0x7f ? '?' : *p, file);
}

static void print_left(const struct mc_progress *progress, uint64_t now_ms)
{
	uint64_t spent_ms = now_ms - progress->start_ms;

	if (progress->done == 0 || progress->done == progress->total || spent_ms < 2000)
		return;
	uint64_t left_s = spent_ms * (progress->total - progress->done) / progress->done / 1000;

	if (left_s >= 90)
		(void)fprintf(stderr, _(", about %" PRIu64 " minutes left"), (left_s + 30) / 60);
	else
		(void)fprintf(stderr,
			      NP_(", about %" PRIu64 " second left", ", about %" PRIu64 " seconds left",
				  left_s + 1),
			      left_s + 1);
}

static void print_bar(const struct mc_progress *progress)
{
	size_t filled = progress->total ? BAR_CELLS * progress->done / progress->total : BAR_CELLS;

	(void)fputc('[', stderr);
	for (size_t i = 0; i < BAR_CELLS; i++)
		(void)fputc(i < filled ? '#' : '.', stderr);
	(void)fputs("] ", stderr);
}

static void show(struct mc_progress *progress, uint64_t now_ms)
{
	if (progress->is_live) {
		(void)fputs("\r\033[K", stderr);
		print_bar(progress);
	}
	(void)fprintf(stderr, "%s %zu/%zu", progress->label, progress->done, progress->total);
	if (progress->note[0])
		(void)fprintf(stderr, ": %s", progress->note);
	else if (progress->failed)
		(void)fprintf(stderr, NP_(", %zu not passed", ", %zu not passed", progress->failed),
			      progress->failed);
	print_left(progress, now_ms);
	if (!progress->is_live)
		(void)fputc('\n', stderr);
	(void)fflush(stderr);
	progress->is_shown = progress->is_live;
	progress->printed_ms = now_ms;
}

void mc_progress_open(struct mc_progress *progress, const char *label, size_t total, bool is_quiet)
{
	*progress = (struct mc_progress){ .label = label, .total = total, .is_quiet = is_quiet };
	progress->is_live = mc_term_is_live(STDERR_FILENO);
	progress->start_ms = mc_clock_ms();
	progress->printed_ms = progress->start_ms;
	if (!is_quiet && progress->is_live)
		show(progress, progress->start_ms);
}

void mc_progress_note(struct mc_progress *progress, const char *note)
{
	(void)snprintf(progress->note, sizeof(progress->note), "%s", note);
}

static void show_when_due(struct mc_progress *progress)
{
	uint64_t now_ms = mc_clock_ms();
	uint64_t every_ms = progress->is_live ? LIVE_EVERY_MS : LINE_EVERY_MS;

	if (!progress->is_quiet && now_ms - progress->printed_ms >= every_ms)
		show(progress, now_ms);
}

void mc_progress_add(struct mc_progress *progress, bool has_failed)
{
	progress->done++;
	progress->failed += has_failed;
	show_when_due(progress);
}

void mc_progress_set(struct mc_progress *progress, size_t done, size_t total)
{
	progress->done = done;
	progress->total = total;
	show_when_due(progress);
}

void mc_progress_clear(struct mc_progress *progress)
{
	if (progress->is_shown)
		(void)fputs("\r\033[K", stderr);
	progress->is_shown = false;
}
