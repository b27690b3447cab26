/* SPDX-License-Identifier: MIT */
#include "cert/issue.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/time.h"
#include "cert/issue_part.h"
#include "cert/status_files.h"
#include "linked/integrity.h"
#include "os/clock.h"
#include "os/file.h"
#include "records/people.h"

const char *const mc_issue_states[MC_ISSUE_STATE_COUNT] = {
#define X(constant, name) name,
	MC_ISSUE_STATES(X)
#undef X
};

void mc_issue_release(struct mc_issue *issue)
{
	for (size_t i = 0; i < issue->count; i++)
		mc_err_free(issue->items[i].err);
	free(issue->items);
	mc_cert_entries_release(&issue->entries);
	mc_gather_free(issue->gather);
	mc_buf_release(&issue->status_files);
	mc_arena_release(&issue->arena);
	*issue = (struct mc_issue)MC_ISSUE_INIT;
}

/* ---- planning ---- */

static void set_state(struct mc_issue *issue, struct mc_issue_item *item, enum mc_issue_state state)
{
	issue->counts[item->state]--;
	item->state = state;
	issue->counts[state]++;
}

void mc_issue_fail(struct mc_issue *issue, struct mc_issue_item *item, struct mc_err *err)
{
	set_state(issue, item, MC_ISSUE_FAILED);
	mc_err_free(item->err);
	item->err = err;
}

/* One graduation, one certificate, even when the course has another version since. Revoked ones are passed
 * over for any that is not; each makes the next one's id another. */
static void look_up(struct mc_issue *issue, struct mc_issue_item *item)
{
	for (size_t i = 0; i < issue->entries.count; i++) {
		const struct mc_cert_entry *entry = &issue->entries.items[i];

		if (strcmp(entry->learner, item->row->learner) != 0)
			continue;
		item->turn += entry->state == MC_CERT_REVOKED;
		if (!item->entry || entry->state != MC_CERT_REVOKED || item->entry->state == MC_CERT_REVOKED)
			item->entry = entry;
	}
}

static void plan_one(struct mc_issue *issue, struct mc_issue_item *item)
{
	const bool replaces = issue->wanted.replaces_revoked;

	look_up(issue, item);
	issue->counts[MC_ISSUE_NEW]++;
	if (!item->entry)
		return;
	if (item->entry->state == MC_CERT_REVOKED && replaces) {
		item->replaces = item->entry->id;
		item->entry = NULL;
		return;
	}
	item->id = item->entry->id;
	set_state(issue, item,
		  item->entry->state == MC_CERT_REVOKED	    ? MC_ISSUE_REVOKED
		  : item->entry->state == MC_CERT_SUSPENDED ? MC_ISSUE_SUSPENDED
							    : MC_ISSUE_KEPT);
}

struct mc_err *mc_issue_plan(struct mc_issue *issue, const struct mc_issue_wanted *wanted)
{
	const struct mc_gather_wanted gathering = { wanted->office, wanted->settings, wanted->keyring,
						    wanted->cohort, wanted->learner,  wanted->lang };

	issue->wanted = *wanted;
	MC_TRY(mc_people_unlock(wanted->office->records));
	MC_TRY(mc_gather_open(&issue->gather, &gathering));
	MC_TRY(mc_cert_register_read(&issue->entries, wanted->office->records, wanted->cohort,
				     wanted->learner));
	issue->items = mc_alloc_zero(mc_gather_count(issue->gather) + 1, sizeof(*issue->items));
	for (size_t i = 0; i < mc_gather_count(issue->gather); i++) {
		struct mc_issue_item *item = &issue->items[issue->count++];

		*item = (struct mc_issue_item){ .row = mc_gather_graduate(issue->gather, i), .graduate = i };
		plan_one(issue, item);
	}
	return NULL;
}

static struct mc_err *try_one(struct mc_issue *issue, struct mc_issue_item *item)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_gather_person person;

	MC_TRY(mc_gather_person(&person, &arena, issue->gather, item->row->learner));
	item->has_email = person.email && *person.email;
	item->shows_name = person.shows_name;
	return mc_gather_need_name(issue->gather, item->row->learner, &person);
}

struct mc_err *mc_issue_try(struct mc_issue *issue)
{
	for (size_t i = 0; i < issue->count; i++) {
		struct mc_issue_item *item = &issue->items[i];
		struct mc_err *err = item->state == MC_ISSUE_NEW ? try_one(issue, item) : NULL;

		if (err && err->code != MC_E_INPUT)
			return err;
		if (err)
			mc_issue_fail(issue, item, err);
	}
	return NULL;
}

/* ---- doing ---- */

static const struct mc_issuer_public *present_key(const struct mc_keyring *keyring)
{
	for (size_t i = 0; i < keyring->issuers.count; i++) {
		const struct mc_issuer *issuer = &keyring->issuers.items[i];

		for (size_t k = 0; k < issuer->key_count; k++) {
			if (!strcmp(issuer->keys[k].id, keyring->method))
				return &issuer->keys[k];
		}
	}
	return NULL;
}

/* A signature of a day before the key was made would be refused by everybody. */
static struct mc_err *check_moment(const struct mc_issue_wanted *wanted)
{
	const struct mc_issuer_public *key = present_key(wanted->keyring);
	int64_t at_ms = 0, from_ms = 0;

	(void)mc_time_read_ms(&at_ms, wanted->at);
	if (at_ms > mc_clock_unix_ms())
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is in the future"), wanted->at), "%s",
				   _("a certificate is dated on the day on which it is given"));
	if (key && key->from && mc_time_read_ms(&from_ms, key->from) && at_ms < from_ms)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("the key signs from %s on, and not yet on %s"),
					      key->from, wanted->at),
				   "%s", _("choose a later --date"));
	return NULL;
}

/* A design that is wrong or a library that is missing is told before anything is signed. */
static struct mc_err *check_press(const struct mc_issue *issue)
{
	const unsigned documents = 1u << MC_CARRIER_JSON | 1u << MC_CARRIER_JWT;
	struct mc_printed_style style = issue->wanted.settings->style;
	MC_AUTOPTR(mc_printer) printer = NULL;

	if (!(issue->wanted.formats & ~documents))
		return NULL;
	style.lang = mc_gather_lang(issue->gather);
	if (style.second && !strcmp(style.second, style.lang))
		style.second = NULL;
	return mc_printer_open(&printer, &style);
}

static bool is_wanted(const struct mc_issue_item *item)
{
	return item->state == MC_ISSUE_NEW || item->state == MC_ISSUE_KEPT;
}

/* What concerns one graduate; all else ends the run. */
static bool is_of_one(const struct mc_err *err)
{
	return err->code == MC_E_INPUT || err->code == MC_E_LIMIT;
}

static void tell(const struct mc_issue *issue, bool has_failed)
{
	if (issue->wanted.tell)
		issue->wanted.tell(issue->wanted.context, has_failed);
}

static struct mc_err *make_ready(struct issue_batch *batch, struct mc_issue_item *item)
{
	struct issue_ready *ready = &batch->items[batch->count];

	*ready = (struct issue_ready){ .item = item };
	struct mc_err *err =
		item->state == MC_ISSUE_NEW ? mc_issue_make(batch, ready) : mc_issue_read(batch, ready);

	if (!err && item->state == MC_ISSUE_NEW)
		err = mc_issue_try_print(batch, ready);

	if (err && !is_of_one(err))
		return err;
	if (err) {
		mc_issue_fail(batch->issue, item, err);
		tell(batch->issue, true);
		return NULL;
	}
	batch->count++;
	return NULL;
}

static struct mc_err *run_batch(struct mc_issue *issue, size_t *next)
{
	struct issue_batch *batch = mc_alloc_zero(1, sizeof(*batch));
	struct mc_err *err = NULL;

	batch->issue = issue;
	batch->hashes = mc_hash_many_new((issue->count - *next) * MC_INTEGRITY_HASHES);
	while (!err && *next < issue->count && batch->count < ISSUE_BATCH) {
		struct mc_issue_item *item = &issue->items[(*next)++];

		if (is_wanted(item))
			err = make_ready(batch, item);
		else
			tell(issue, false);
	}
	if (!err)
		err = mc_issue_register(batch);
	if (!err)
		err = mc_issue_write_files(batch);
	mc_arena_release(&batch->arena);
	mc_hash_many_free(batch->hashes);
	free(batch);
	return err;
}

static struct mc_err *write_status(struct mc_issue *issue)
{
	const struct mc_issue_wanted *wanted = &issue->wanted;
	MC_AUTO(mc_buf) now = MC_BUF_INIT;

	mc_time_add(&now, mc_clock_unix_ms() / 1000);
	return mc_status_files_write(&issue->status_files, wanted->office->records, &wanted->office->school,
				     wanted->keyring, wanted->settings, now.ptr);
}

/* Whoever hands the files out hands out the folder. */
static struct mc_err *refuse_own_folder(const struct mc_issue_wanted *wanted)
{
	MC_AUTOTEXT own = mc_path_join(wanted->office->school.dir, MC_CERT_FOLDER);
	MC_AUTOTEXT own_place = realpath(own, NULL);
	MC_AUTOTEXT place = realpath(wanted->folder, NULL);

	if (!own_place || !place || strcmp(own_place, place) != 0)
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_USAGE, _("'%s' is where the school keeps its secret key"),
				      wanted->folder),
			   "%s", _("name another folder, one that can be given away: --out given"));
}

struct mc_err *mc_issue_run(struct mc_issue *issue)
{
	size_t next = 0;

	MC_TRY(check_moment(&issue->wanted));
	MC_TRY(check_press(issue));
	MC_TRY(refuse_own_folder(&issue->wanted));
	MC_TRY(mc_file_make_dirs(issue->wanted.folder));
	while (next < issue->count)
		MC_TRY(run_batch(issue, &next));
	return write_status(issue);
}
