/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <string.h>

#include "base/i18n.h"
#include "credential/lint.h"
#include "ext/regex.h"
#include "ext/unicode.h"

/*
 * ICDL and ECDL are trade marks, and only accredited centres give their certificates.  A title that has the
 * mark and, before or behind it, a word for such a paper claims to be one; so do the names in full.  The
 * words are stems in languages that schools teach in, as mc_unicode_add_bare() leaves them.
 */

/* Letters that look like those of the mark in Greek and Cyrillic count too, and dots between them. Letters of
 * other scripts may stand before it, as articles and "of" do in Arabic and Amharic. */
#define GAP "[\\s.·‧-]{0,3}"
#define MARK \
	"((?<![\\p{Latin}\\p{Greek}\\p{Cyrillic}])[ieіеιε]" GAP "[cсϲ]" GAP "d" GAP "l|" \
	"ا[يی] ?س[يی] ?د[يی] ?ال)"

#define PAPERS \
	"(certif|zertif|sertif|certyf|diplom|licen|lizenz|patent|permis|rijbewijs|fuhrerschein|ehliyet|" \
	"attest|brevet|deftes|titulo|accredit|akkredit|acredit|approved|endorsed|official|ufficial|oficial|" \
	"πιστοποι|διπλωμ|αδεια|επισημ|" \
	"сертиф|диплом|лиценз|ліценз|свидетельств|свідоцтв|удостоверен|посвідчен|права|официальн|офіційн|" \
	"شهاد|دبلوم|رخص|اجاز|معتمد|گواه|مدرک|پروان|سند|سرٹ|لائسنس|تصدیق|" \
	"ሰርተፍ|ሰርቲፊ|ዲፕሎማ|ምስክር|ማረጋገጫ|ፈቃድ)"

#define IN_FULL \
	"computer driving licen|certification of digital literacy|patente " \
	"(europea|internacional|internazionale)|" \
	"europaischer computer ?fuhrerschein|permis de conduire informatique|قياد[ةه] الحاس|" \
	"компьютерн\\w* прав|комп.ютерн\\w* прав"

bool mc_credential_claims_icdl(const char *title)
{
	static const char pattern[] = MARK ".*" PAPERS "|" PAPERS ".*" MARK "|" IN_FULL;
	MC_AUTO(mc_buf) bare = MC_BUF_INIT;
	MC_AUTOPTR(mc_regex) regex = NULL;
	bool claims = true; /* a title on which the search gives up is none, either */
	struct mc_err *err = mc_regex_open(&regex, NULL, pattern, MC_REGEX_DOT_ALL);

	assert(!err);
	mc_unicode_add_bare(&bare, title, strlen(title));
	err = mc_regex_is_match(&claims, regex, bare.ptr, bare.len);
	if (err)
		mc_err_drop(err);
	return claims;
}

struct mc_err *mc_credential_check_title(const char *title, const char *what, const char *centre)
{
	if (centre || !mc_credential_claims_icdl(title))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("%s claims to be a certificate of ICDL or ECDL: '%s'"),
				      what, title),
			   _("call it after the course: what it is aligned to is said beside it; accredited "
			     "centres write "
			     "their code into 'accredited_centre' of school.json"));
}
