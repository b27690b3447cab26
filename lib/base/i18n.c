/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"

#include <string.h>

void mc_i18n_lang(struct mc_buf *out)
{
	static const char field[] = "Language: ";
	/* The text of no message is the header of the catalogue. It has a name, as the collector of messages
	 * warns of "" itself. */
	static const char nothing[] = "";
	const char *header = gettext(nothing);
	const char *at = strstr(header, field);

	if (!at) {
		mc_buf_addz(out, "en");
		return;
	}
	at += strlen(field);
	for (size_t i = 0; i < strcspn(at, "\n.@ "); i++)
		mc_buf_addc(out, at[i] == '_' ? '-' : at[i]);
}
