/* SPDX-License-Identifier: MIT */
#include "cert/page_export.h"

#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/tree.h"
#include "cert/settings.h"
#include "credential/issuer.h"
#include "ext/json.h"
#include "ext/json_write.h"
#include "os/data.h"
#include "os/dir.h"
#include "os/file.h"
#include "os/tree_read.h"

#define TEMPLATE "verify"
#define LISTS "data/issuers.js"

/* The list of status lists as an array of texts: the page reads them as strictly as those that people give
 * it. */
struct lists {
	struct mc_json_writer writer;
	struct mc_page_made *made;
	int64_t now_s;
};

static bool is_status_list(const struct mc_json_node *root)
{
	const struct mc_json_node *types = mc_json_find(root, "type");

	for (const struct mc_json_node *type = mc_json_first(types); type; type = mc_json_next(type)) {
		const char *text = mc_json_as_text(type);

		if (text && !strcmp(text, "BitstringStatusListCredential"))
			return mc_json_type(mc_json_find(root, "credentialSubject")) == MC_JSON_OBJECT;
	}
	return false;
}

/* Moments in UTC sort as texts. */
static void note_end(struct mc_page_made *made, const struct mc_json_node *root)
{
	const char *until = mc_json_as_text(mc_json_find(root, "validUntil"));

	if (!until || strlen(until) >= sizeof(made->valid_until))
		return;
	if (!made->valid_until[0] || strcmp(until, made->valid_until) < 0)
		memcpy(made->valid_until, until, strlen(until) + 1);
}

static struct mc_err *add_status_list(struct lists *lists, const char *path)
{
	MC_AUTOPTR(mc_json) json = NULL;

	MC_TRY(mc_json_open_file(&json, path));
	const struct mc_json_node *root = mc_json_root(json);
	struct mc_str raw = mc_json_raw(json, root);

	if (!is_status_list(root))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is no status list"), path),
				   _("a status list is a signed file that an issuer publishes below its "
				     "status_url"));
	mc_json_bytes(&lists->writer, raw.ptr, raw.len);
	lists->made->status_lists++;
	note_end(lists->made, root);
	return NULL;
}

static bool has_ending(const char *name, const char *ending)
{
	size_t len = strlen(name), ending_len = strlen(ending);

	return len > ending_len && !strcmp(name + len - ending_len, ending);
}

static struct mc_err *add_own_status_lists(struct lists *lists, const struct mc_school *school)
{
	MC_AUTOTEXT folder = mc_path_join(school->dir, MC_CERT_STATUS_FOLDER);
	MC_AUTO(mc_dir) files = MC_DIR_INIT;

	if (!mc_file_is_dir(folder))
		return NULL;
	MC_TRY(mc_dir_read_files(&files, folder));
	for (size_t i = 0; i < files.count; i++) {
		MC_AUTOTEXT path = mc_path_join(folder, files.names[i]);

		if (has_ending(files.names[i], ".json"))
			MC_TRY(add_status_list(lists, path));
	}
	return NULL;
}

static struct mc_err *read_issuers(struct mc_issuers *issuers, const struct mc_page_wanted *wanted)
{
	MC_AUTOTEXT own = mc_path_join(wanted->school->dir, MC_CERT_ISSUERS_FILE);

	if (!mc_file_exists(own))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("the school has no key for certificates yet")),
				   "migracode cert keygen");
	MC_TRY(mc_issuers_read(issuers, own));
	for (size_t i = 0; i < wanted->issuer_list_count; i++)
		MC_TRY(mc_issuers_read(issuers, wanted->issuers[i]));
	return NULL;
}

static void write_issuers(struct mc_json_writer *writer, const struct mc_issuers *issuers)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_issuers_print(&text, issuers);
	mc_json_key(writer, "issuers");
	mc_json_start(writer, '[');
	mc_json_bytes(writer, text.ptr, text.len);
	mc_json_end(writer);
}

/* Appends the script with the lists. */
static struct mc_err *write_lists(struct mc_buf *script, struct mc_page_made *made,
				  const struct mc_page_wanted *wanted)
{
	struct lists lists = { MC_JSON_WRITER(script, true), made, wanted->now_s };
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	char day[MC_DATE_TEXT];

	MC_TRY(read_issuers(&issuers, wanted));
	made->issuers = issuers.count;
	mc_date_text(day, mc_date_of_unix(wanted->now_s));
	mc_buf_addz(script, "\"use strict\";\nMigracode.publish(");
	mc_json_start(&lists.writer, '{');
	mc_json_key_text(&lists.writer, "madeOn", day);
	write_issuers(&lists.writer, &issuers);
	mc_json_key(&lists.writer, "statusLists");
	mc_json_start(&lists.writer, '[');
	MC_TRY(add_own_status_lists(&lists, wanted->school));
	for (size_t i = 0; i < wanted->status_list_count; i++)
		MC_TRY(add_status_list(&lists, wanted->status_lists[i]));
	mc_json_end(&lists.writer);
	mc_json_end(&lists.writer);
	mc_buf_addz(script, ");\n");
	return NULL;
}

/* A folder that holds nothing, or a page of an earlier time. */
static struct mc_err *check_folder(const char *dir)
{
	MC_AUTOTEXT lists = mc_path_join(dir, LISTS);
	MC_AUTO(mc_dir) files = MC_DIR_INIT;
	MC_AUTO(mc_dir) folders = MC_DIR_INIT;

	if (!mc_file_exists(dir) || mc_file_is_regular(lists))
		return NULL;
	MC_TRY(mc_dir_read_files(&files, dir));
	MC_TRY(mc_dir_read_folders(&folders, dir));
	if (files.count + folders.count == 0)
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("something else is in the folder '%s'"), dir),
			   _("name a folder that is new, empty, or has a page of an earlier time"));
}

static struct mc_err *write_below(const char *dir, const char *name, const char *bytes, size_t len)
{
	MC_AUTOTEXT path = mc_path_join(dir, name);
	MC_AUTOTEXT folder = mc_path_parent(path);

	MC_TRY(mc_file_make_dirs(folder));
	return mc_file_write_atomic(path, bytes, len, 0644);
}

static void note_age(struct mc_page_made *made, int64_t now_s)
{
	char today[MC_DATE_TEXT];

	mc_date_text(today, mc_date_of_unix(now_s));
	made->is_old = made->valid_until[0] && strcmp(made->valid_until, today) < 0;
}

struct mc_err *mc_page_export(struct mc_page_made *made, const char *dir, const struct mc_page_wanted *wanted)
{
	const struct mc_tree_filter all = MC_TREE_FILTER_ALL;
	MC_AUTO(mc_tree) page = MC_TREE_INIT;
	MC_AUTO(mc_buf) lists = MC_BUF_INIT;
	MC_AUTOTEXT templates = NULL;
	struct mc_page_made found = { 0 };

	MC_TRY(check_folder(dir));
	MC_TRY(write_lists(&lists, &found, wanted));
	MC_TRY(mc_data_dir(&templates, "templates"));
	MC_AUTOTEXT from = mc_path_join(templates, TEMPLATE);

	MC_TRY(mc_tree_read_dir(&page, from, &all));
	/* First what makes the folder ours, so that a run that was cut off can be made again. */
	MC_TRY(write_below(dir, LISTS, lists.ptr, lists.len));
	for (size_t i = 0; i < page.count; i++)
		if (strcmp(page.files[i].path, LISTS) != 0)
			MC_TRY(write_below(dir, page.files[i].path, page.files[i].data, page.files[i].len));
	found.files = page.count;
	note_age(&found, wanted->now_s);
	*made = found;
	return NULL;
}
