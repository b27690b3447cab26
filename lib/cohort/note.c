/* SPDX-License-Identifier: MIT */
#include "cohort/note.h"

#include <string.h>

#include "base/i18n.h"
#include "cohort/erase.h"
#include "records/people.h"

struct mc_err *mc_note_prepare(struct mc_records *records, const char *text)
{
	if (!text || !*text)
		return NULL;
	if (strlen(text) > MC_NOTE_MAX_BYTES)
		return mc_err_new(MC_E_INPUT, _("a note has at most %u bytes"), MC_NOTE_MAX_BYTES);
	return mc_people_unlock(records);
}

struct mc_err *mc_note_keep(char id[MC_NEW_ID], struct mc_records *records, const char *learner,
			    const char *text)
{
	id[0] = '\0';
	if (!text || !*text)
		return NULL;
	MC_TRY(mc_erasure_refuse(records, learner));
	mc_new_id(id, 'N');
	return mc_people_put(records, learner, id, text);
}
