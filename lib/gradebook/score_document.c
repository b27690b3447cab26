/* SPDX-License-Identifier: MIT */
#include "gradebook/score_document.h"

#include <string.h>

#include "base/i18n.h"
#include "batch/stored.h"
#include "ext/json.h"
#include "ext/json_write.h"
#include "os/file.h"

static bool is_replaced(const char *key)
{
	static const char *const keys[] = { "schema", "submission", "commit", "committed_at" };

	for (size_t i = 0; i < MC_COUNT(keys); i++) {
		if (!strcmp(key, keys[i]))
			return true;
	}
	return false;
}

/* What is stored says nothing of whose it is: the same files get the same result. */
static void add_document(struct mc_buf *out, const struct mc_json *json, const struct mc_json_node *document,
			 const struct mc_score *score, const char *name)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, false);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", mc_json_as_text(mc_json_find(document, "schema")));
	mc_json_key_text(&writer, "submission", name);
	mc_json_key_text(&writer, "commit", score->grade->commit);
	mc_json_key_text(&writer, "committed_at", score->grade->submitted_at);
	for (const struct mc_json_node *n = mc_json_first(document); n; n = mc_json_next(n)) {
		const struct mc_str raw = mc_json_raw(json, n);

		if (is_replaced(mc_json_key_of(n)))
			continue;
		mc_json_key(&writer, mc_json_key_of(n));
		mc_json_splice(&writer, raw.ptr, raw.len);
	}
	mc_json_end(&writer);
}

struct mc_err *mc_score_document(struct mc_buf *out, const char *school_dir, const struct mc_score *score,
				 const char *lang, const char *name)
{
	MC_AUTOTEXT dir = mc_path_join(school_dir, MC_STORED_DIR);
	MC_AUTOPTR(mc_json) json = NULL;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	if (!score->grade)
		return mc_err_new(MC_E_NOTHING, _("'%s' of '%s' was not graded here"), score->exercise,
				  score->learner);
	MC_TRY(mc_err_hint(mc_stored_read(&bytes, dir, score->grade->key), "%s",
			   _("'migracode grade --cohort <id>' makes it again")));
	MC_TRY(mc_json_open_up_to(&json, NULL, bytes.ptr, bytes.len, MC_STORED_MAX_BYTES));
	const struct mc_json_node *documents = mc_json_find(mc_json_root(json), "documents");
	const struct mc_json_node *document = lang ? mc_json_find(documents, lang) : NULL;

	document = document ? document : mc_json_first(documents);
	if (mc_json_type(document ? document : mc_json_root(json)) != MC_JSON_OBJECT || !document ||
	    !mc_json_key_of(document))
		return mc_err_new(MC_E_INPUT, _("the stored result '%s' has no document"), score->grade->key);
	add_document(out, json, document, score, name);
	return NULL;
}
