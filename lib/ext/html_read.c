/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "ext/html.h"
#include "os/confined.h"

/* Gumbo is no longer looked after, and a page comes from anywhere: what it makes of the bytes is made in a
 * process that can do nothing else, and comes back as bytes that are checked. */

enum { READ_CPU_S = 2, READ_MS = 60 * 1000 };

/* A page of the largest size and its tree, which takes some hundred bytes for each element. */
#define READ_MEMORY_BYTES (192u * 1024 * 1024)

/* Attributes and names are written with their lengths. */
#define ANSWER_BYTES (16u * 1024 * 1024)

static struct mc_err *read_page(struct mc_buf *answer, void *context)
{
	const struct mc_str *text = context;

	return mc_html_pack(answer, text->ptr, text->len);
}

static struct mc_err *take(struct mc_html *html, const struct mc_buf *packed)
{
	if (mc_html_unpack(html, (struct mc_str){ packed->ptr, packed->len }))
		return NULL;
	return mc_err_new(MC_E_LIMIT, _("the page takes too long or too much memory to read"));
}

struct mc_err *mc_html_read(struct mc_html *html, const char *bytes, size_t len)
{
	struct mc_str text = { bytes, len };
	MC_AUTO(mc_buf) answer = MC_BUF_INIT;
	enum mc_confined_end end;
	const struct mc_confined confined = {
		.work = read_page,
		.context = &text,
		.limits = { .cpu_s = READ_CPU_S, .more_bytes = READ_MEMORY_BYTES },
		.wall_ms = READ_MS,
		.answer_bytes = ANSWER_BYTES,
	};

	/* Without an answer there is nothing in it, and nothing is no page. */
	MC_TRY_AS(mc_confined_run(&answer, &end, &confined), "%s", _("cannot read the page"));
	return take(html, &answer);
}

struct mc_err *mc_html_read_here(struct mc_html *html, const char *bytes, size_t len)
{
	MC_AUTO(mc_buf) packed = MC_BUF_INIT;

	MC_TRY(mc_html_pack(&packed, bytes, len));
	return take(html, &packed);
}
