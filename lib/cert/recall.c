/* SPDX-License-Identifier: MIT */
#include "cert/recall.h"

#include <string.h>

#include "base/i18n.h"
#include "cert/status_files.h"
#include "cohort/note.h"
#include "ext/json_write.h"
#include "os/file.h"

void mc_recall_release(struct mc_recall *recall)
{
	mc_cert_entries_release(&recall->entries);
	mc_buf_release(&recall->files);
	*recall = (struct mc_recall)MC_RECALL_INIT;
}

static struct mc_err *find_all(struct mc_recall *recall, struct mc_cabinet *cabinet,
			       const struct mc_recall_wanted *wanted)
{
	for (size_t i = 0; i < wanted->count; i++)
		MC_TRY(mc_cert_register_find(&recall->entries, cabinet->office.records, wanted->ids[i]));
	return NULL;
}

/* Both passphrases are asked for before anything is recorded. */
static struct mc_err *unlock(struct mc_cabinet *cabinet, const struct mc_recall_wanted *wanted)
{
	MC_TRY(mc_note_prepare(cabinet->office.records, wanted->reason));
	return mc_keyring_open(&cabinet->keyring, &cabinet->office.school, &cabinet->settings,
			       cabinet->office.records, wanted->asker);
}

struct mc_err *mc_recall_do(struct mc_recall *recall, struct mc_cabinet *cabinet,
			    const struct mc_recall_wanted *wanted)
{
	MC_TRY(find_all(recall, cabinet, wanted));
	if (wanted->is_dry_run)
		return NULL;
	MC_TRY(unlock(cabinet, wanted));
	const struct mc_cert_change change = { recall->entries.items, recall->entries.count, wanted->state,
					       wanted->reason, cabinet->at };
	MC_AUTOPTR(mc_err) nothing = NULL;
	struct mc_err *err = mc_cert_register_change(&recall->changed, cabinet->office.records, &change);

	if (err && err->code != MC_E_NOTHING)
		return err;
	nothing = err;
	MC_TRY(mc_status_files_write(&recall->files, cabinet->office.records, &cabinet->office.school,
				     &cabinet->keyring, &cabinet->settings, cabinet->at));
	return recall->files.len > 0 ? NULL : MC_TAKE(nothing);
}

/* ---- for people ---- */

static const char *words_of(const struct mc_recall_wanted *wanted)
{
	static const char *const done[MC_CERT_STATE_COUNT] = {
		[MC_CERT_VALID] = N_("restored %s (learner %s)\n"),
		[MC_CERT_SUSPENDED] = N_("suspended %s (learner %s)\n"),
		[MC_CERT_REVOKED] = N_("revoked %s (learner %s)\n"),
	};
	static const char *const would_be[MC_CERT_STATE_COUNT] = {
		[MC_CERT_VALID] = N_("would restore %s (learner %s)\n"),
		[MC_CERT_SUSPENDED] = N_("would suspend %s (learner %s)\n"),
		[MC_CERT_REVOKED] = N_("would revoke %s (learner %s)\n"),
	};

	return wanted->is_dry_run ? _(would_be[wanted->state]) : _(done[wanted->state]);
}

/* Both formats of words_of() have two texts, which are put in here one by one. */
static void add_words(struct mc_buf *out, const char *format, const struct mc_cert_entry *entry)
{
	const char *const texts[] = { entry->id, entry->learner };
	size_t next = 0;

	for (const char *p = format; *p; p++) {
		if (p[0] == '%' && p[1] == 's' && next < MC_COUNT(texts)) {
			mc_buf_addz(out, texts[next++]);
			p++;
		} else {
			mc_buf_addc(out, *p);
		}
	}
}

struct mc_err *mc_recall_print_text(struct mc_buf *out, const struct mc_recall *recall,
				    struct mc_cabinet *cabinet, const struct mc_recall_wanted *wanted)
{
	MC_AUTOTEXT issuers = mc_path_join(cabinet->office.school.dir, MC_CERT_ISSUERS_FILE);

	for (size_t i = 0; i < recall->entries.count; i++) {
		const struct mc_cert_entry *entry = &recall->entries.items[i];

		if (entry->state != wanted->state)
			add_words(out, words_of(wanted), entry);
	}
	if (recall->files.len == 0)
		return NULL;
	MC_TRY(mc_status_files_print(out, recall->files.ptr, cabinet->office.records));
	mc_buf_addf(out, _("check it: migracode cert verify <file> --issuers %s --status %.*s\n"), issuers,
		    (int)strcspn(recall->files.ptr, "\n"), recall->files.ptr);
	return NULL;
}

/* ---- for programs ---- */

struct mc_err *mc_recall_print_json(struct mc_buf *out, const struct mc_recall *recall,
				    struct mc_cabinet *cabinet, const struct mc_recall_wanted *wanted)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/certificate-status/v1");
	mc_json_key_bool(&writer, "committed", !wanted->is_dry_run);
	mc_json_key(&writer, "certificates");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < recall->entries.count; i++) {
		const struct mc_cert_entry *entry = &recall->entries.items[i];

		mc_json_start(&writer, '{');
		mc_json_key_text(&writer, "certificate", entry->id);
		mc_json_key_text(&writer, "learner", entry->learner);
		mc_json_key_text(&writer, "before", mc_cert_states[entry->state]);
		mc_json_key_text(&writer, "state", mc_cert_states[wanted->state]);
		mc_json_end(&writer);
	}
	mc_json_end(&writer);
	MC_TRY(mc_status_files_print_json(&writer, recall->files.ptr, cabinet->office.records));
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
	return NULL;
}
