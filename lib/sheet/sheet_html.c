/* SPDX-License-Identifier: MIT */
#include "ext/escape.h"
#include "sheet/part.h"

/* The page is on its way: until then, the text of the report as it is. */
void mc_sheet_write_html(struct mc_buf *out, const struct mc_sheet *sheet)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_sheet_write(&text, sheet, MC_SHEET_TEXT, NULL);
	mc_buf_addz(out, "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<pre>\n");
	mc_escape_xml(out, (struct mc_str){ text.ptr, text.len });
	mc_buf_addz(out, "</pre>\n");
}
