/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cert/status_files.h"
#include "cert/status_part.h"
#include "ext/json_write.h"

/* One line of what mc_status_files_write() wrote: a path, and where it belongs. */
struct status_file {
	const char *path;
	const char *url; /* NULL: it is not published */
};

static const struct mc_cert_list *list_of(const struct mc_cert_lists *lists, int64_t number)
{
	for (size_t i = 0; i < lists->count; i++) {
		if (lists->items[i].number == number)
			return &lists->items[i];
	}
	return NULL;
}

/* The name of a file says which list it is. */
static struct status_file file_of(struct mc_cert_lists *lists, const char *line, size_t len)
{
	struct status_file file = { mc_arena_format(&lists->arena, "%.*s", (int)len, line), NULL };
	const char *slash = strrchr(file.path, '/');
	char *end = NULL;
	const struct mc_cert_list *list = list_of(lists, strtoll(slash ? slash + 1 : file.path, &end, 10));
	MC_AUTO(mc_buf) url = MC_BUF_INIT;

	if (!list || !list->status_url)
		return file;
	mc_status_list_url(&url, list, *end == '-');
	file.url = mc_arena_strdup(&lists->arena, url.ptr);
	return file;
}

struct mc_err *mc_status_files_print(struct mc_buf *out, const char *paths, struct mc_records *records)
{
	MC_AUTO(mc_cert_lists) lists = MC_CERT_LISTS_INIT;

	MC_TRY(mc_cert_lists_read(&lists, records));
	for (const char *line = paths; line && *line; line = strchr(line, '\n') + 1) {
		const struct status_file file = file_of(&lists, line, strcspn(line, "\n"));

		if (file.url)
			mc_buf_addf(out, _("publish '%s' at %s\n"), file.path, file.url);
		else
			mc_buf_addf(out,
				    _("give '%s' to those who verify: 'migracode cert verify --status'\n"),
				    file.path);
	}
	return NULL;
}

struct mc_err *mc_status_files_print_json(struct mc_json_writer *writer, const char *paths,
					  struct mc_records *records)
{
	MC_AUTO(mc_cert_lists) lists = MC_CERT_LISTS_INIT;

	MC_TRY(mc_cert_lists_read(&lists, records));
	mc_json_key(writer, "files");
	mc_json_start(writer, '[');
	for (const char *line = paths; line && *line; line = strchr(line, '\n') + 1) {
		const struct status_file file = file_of(&lists, line, strcspn(line, "\n"));

		mc_json_start(writer, '{');
		mc_json_key_text(writer, "path", file.path);
		if (file.url)
			mc_json_key_text(writer, "url", file.url);
		mc_json_end(writer);
	}
	mc_json_end(writer);
	return NULL;
}
