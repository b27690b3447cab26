/* SPDX-License-Identifier: MIT */
#include "cert/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/str.h"
#include "course/spec.h"
#include "ext/json.h"
#include "os/data.h"
#include "os/dir.h"
#include "os/file.h"

#define CREDENTIAL_FOLDER "certificate/credential"
#define PAPER_FOLDER "certificate/words"

struct mc_cert_words {
	struct mc_json *credential;
	struct mc_json *paper;
};

void mc_cert_words_free(struct mc_cert_words *words)
{
	if (!words)
		return;
	mc_json_free(words->credential);
	mc_json_free(words->paper);
	free(words);
}

/* Appends the path of the file of a language below templates/; true when it is there. */
static bool find_file(struct mc_buf *path, const char *templates, const char *folder, const char *lang)
{
	const size_t lengths[] = { strlen(lang), strcspn(lang, "-") };

	for (size_t i = 0; i < MC_COUNT(lengths); i++) {
		mc_buf_reset(path);
		mc_buf_addf(path, "%s/%s/%.*s.json", templates, folder, (int)lengths[i], lang);
		if (mc_file_is_regular(path->ptr))
			return true;
	}
	return false;
}

static struct mc_err *no_words(const char *templates, const char *lang)
{
	MC_AUTOTEXT dir = mc_path_join(templates, CREDENTIAL_FOLDER);
	MC_AUTO(mc_dir) files = MC_DIR_INIT;
	MC_AUTO(mc_buf) names = MC_BUF_INIT;

	MC_TRY(mc_dir_read_files(&files, dir));
	for (size_t i = 0; i < files.count; i++)
		mc_buf_addf(&names, "%s%.*s", i ? ", " : "", (int)strcspn(files.names[i], "."),
			    files.names[i]);
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("there are no words for a certificate in '%s'"), lang),
			   _("choose another language with --certificate-lang: %s"), names.ptr);
}

struct mc_err *mc_cert_words_open(struct mc_cert_words **words, const char *lang)
{
	MC_AUTOPTR(mc_cert_words) fresh = mc_alloc_zero(1, sizeof(*fresh));
	MC_AUTOTEXT templates = NULL;
	MC_AUTO(mc_buf) credential = MC_BUF_INIT;
	MC_AUTO(mc_buf) paper = MC_BUF_INIT;

	MC_TRY(mc_data_dir(&templates, "templates"));
	if (!mc_spec_is_lang(lang) || !find_file(&credential, templates, CREDENTIAL_FOLDER, lang) ||
	    !find_file(&paper, templates, PAPER_FOLDER, lang))
		return no_words(templates, lang);
	MC_TRY(mc_json_open_file(&fresh->credential, credential.ptr));
	MC_TRY(mc_json_open_file(&fresh->paper, paper.ptr));
	*words = MC_TAKE(fresh);
	return NULL;
}

bool mc_cert_words_are_on_paper(const char *lang)
{
	MC_AUTOTEXT templates = NULL;
	MC_AUTO(mc_buf) path = MC_BUF_INIT;
	MC_AUTOPTR(mc_err) err = mc_data_dir(&templates, "templates");

	return !err && mc_spec_is_lang(lang) && find_file(&path, templates, PAPER_FOLDER, lang);
}

static const struct mc_cert_fill *find_fill(const char *name, size_t len, const struct mc_cert_fill *fills,
					    size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strlen(fills[i].name) == len && !memcmp(fills[i].name, name, len))
			return &fills[i];
	}
	return NULL;
}

void mc_cert_words_add(struct mc_buf *out, const struct mc_cert_words *words, const char *key,
		       const struct mc_cert_fill *fills, size_t count)
{
	const char *text = mc_json_as_text(mc_json_find(mc_json_root(words->credential), key));

	if (!text)
		text = mc_json_as_text(mc_json_find(mc_json_root(words->paper), key));
	for (text = text ? text : key; *text; text++) {
		size_t len = strcspn(text, "}") - 1;
		const struct mc_cert_fill *fill =
			*text == '{' ? find_fill(text + 1, len, fills, count) : NULL;

		if (!fill) {
			mc_buf_addc(out, *text);
			continue;
		}
		mc_buf_addz(out, fill->text ? fill->text : "");
		text += len + 1;
	}
}
