/* SPDX-License-Identifier: MIT */
/* Source: Open Badges 3.0, 5.3.2; Extensible Markup Language (XML) 1.0, 2.4, 2.7 and 2.11. */
#include <ctype.h>
#include <string.h>

#include "base/i18n.h"
#include "carrier/parts.h"
#include "ext/xml.h"

#define BADGE_SPACE "https://purl.imsglobal.org/ob/v3p0"
#define OLD_SPACE "http://openbadges.org"
#define SVG_SPACE "http://www.w3.org/2000/svg"

static struct mc_err *bad(const char *what)
{
	return mc_carrier_bad(MC_CARRIER_SVG, what);
}

/* ---- taking out ---- */

/* What was seen of a document. */
struct looking {
	size_t count; /* of credentials */
	bool is_old;
	struct mc_buf text; /* of the credential */
};

/* The credential whose element has just started: a signed text in an attribute, or a document in it. */
static struct mc_err *read_credential(struct looking *looking, struct mc_xml *xml,
				      const struct mc_xml_event *event)
{
	const char *verify = mc_xml_attribute(event, "verify");
	bool has_verify = verify && *verify;

	if (++looking->count > 1)
		return mc_carrier_many(MC_CARRIER_SVG);
	if (event->depth != 2)
		return bad(_("its credential does not stand directly in the picture"));
	if (has_verify)
		mc_buf_addz(&looking->text, verify);
	MC_AUTO(mc_buf) content = MC_BUF_INIT;

	MC_TRY(mc_xml_read_text(&content, xml, MC_CARRIER_MAX_CREDENTIAL + 1));
	struct mc_str trimmed = mc_str_trim((struct mc_str){ content.ptr, content.len });

	if (has_verify && trimmed.len > 0)
		return mc_carrier_many(MC_CARRIER_SVG);
	/* A document may have white space around it, and comes out as it was put in. */
	if (!has_verify && trimmed.len > 0 && trimmed.ptr[0] == '{')
		mc_buf_add(&looking->text, content.ptr, content.len);
	else if (!has_verify)
		mc_buf_add(&looking->text, trimmed.ptr, trimmed.len);
	return NULL;
}

static struct mc_err *look_at(struct looking *looking, struct mc_xml *xml, const struct mc_xml_event *event)
{
	if (event->kind != MC_XML_START)
		return NULL;
	if (event->depth == 1 && (strcmp(event->name, "svg") != 0 || strcmp(event->space, SVG_SPACE) != 0))
		return bad(_("it is no SVG"));
	if (!strcmp(event->space, OLD_SPACE))
		looking->is_old = true;
	if (!strcmp(event->space, BADGE_SPACE) && !strcmp(event->name, "credential"))
		return read_credential(looking, xml, event);
	return NULL;
}

static struct mc_err *look_through(struct looking *looking, struct mc_str svg)
{
	MC_AUTOPTR(mc_xml) xml = NULL;
	struct mc_xml_event event = { .kind = MC_XML_TEXT };

	MC_TRY_AS(mc_xml_open(&xml, svg.ptr, svg.len), "SVG");
	while (event.kind != MC_XML_DONE) {
		MC_TRY_AS(mc_xml_next(&event, xml), "SVG");
		MC_TRY(look_at(looking, xml, &event));
	}
	return NULL;
}

static struct mc_err *take(struct looking *looking, struct mc_buf *credential, struct mc_str svg)
{
	MC_TRY(look_through(looking, svg));
	if (looking->count == 0 && looking->is_old)
		return bad(_("its badge is of Open Badges 2 or older, which are not read"));
	if (looking->count == 0)
		return mc_carrier_none(MC_CARRIER_SVG);
	MC_TRY(mc_carrier_check_text((struct mc_str){ looking->text.ptr, looking->text.len }));
	mc_buf_add(credential, looking->text.ptr, looking->text.len);
	return NULL;
}

struct mc_err *mc_carrier_take_svg(struct mc_buf *credential, struct mc_str svg)
{
	struct looking looking = { .text = MC_BUF_INIT };
	struct mc_err *err = take(&looking, credential, svg);

	mc_buf_release(&looking.text);
	return err;
}

/* ---- putting in ---- */

/* Where text stands behind at, or len. */
static size_t find(struct mc_str svg, size_t at, const char *text)
{
	const char *found = memmem(svg.ptr + at, svg.len - at, text, strlen(text));

	return found ? (size_t)(found - svg.ptr) : svg.len;
}

static bool is_at(struct mc_str svg, size_t at, const char *text)
{
	size_t len = strlen(text);

	return svg.len - at >= len && !memcmp(svg.ptr + at, text, len);
}

/* Where the root starts: behind the declaration, comments and instructions. The document is well-formed. */
static size_t find_root(struct mc_str svg)
{
	size_t at = 0;

	while (at < svg.len) {
		if (is_at(svg, at, "<?"))
			at = find(svg, at, "?>");
		else if (is_at(svg, at, "<!--"))
			at = find(svg, at, "-->");
		else if (svg.ptr[at] == '<')
			break;
		else
			at++;
	}
	return at;
}

/* The '>' that ends the tag at a place, which may stand in values too. */
static size_t find_tag_end(struct mc_str svg, size_t at)
{
	char quote = '\0';

	for (; at < svg.len && (quote || svg.ptr[at] != '>'); at++) {
		if (quote && svg.ptr[at] == quote)
			quote = '\0';
		else if (!quote && strchr("\"'", svg.ptr[at]))
			quote = svg.ptr[at];
	}
	return at;
}

/* A document in CDATA. What would end that is cut into two; a carriage return, of which a reader would make
 * an end of line, stands outside. */
static void add_cdata(struct mc_buf *out, struct mc_str text)
{
	mc_buf_addz(out, "<![CDATA[");
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\r') {
			mc_buf_addz(out, "]]>&#13;<![CDATA[");
			continue;
		}
		if (text.ptr[i] == '>' && i >= 2 && text.ptr[i - 1] == ']' && text.ptr[i - 2] == ']')
			mc_buf_addz(out, "]]><![CDATA[");
		mc_buf_addc(out, text.ptr[i]);
	}
	mc_buf_addz(out, "]]>");
}

static void add_credential(struct mc_buf *out, struct mc_str credential)
{
	struct mc_str text = mc_str_trim(credential);

	mc_buf_addz(out, "<openbadges:credential");
	if (text.len == 0 || text.ptr[0] == '{') {
		mc_buf_addc(out, '>');
		add_cdata(out, credential);
		mc_buf_addz(out, "</openbadges:credential>");
	} else {
		mc_buf_addz(out, " verify=\"");
		mc_buf_add(out, text.ptr, text.len);
		mc_buf_addz(out, "\"/>");
	}
}

static struct mc_err *check(struct mc_str svg, struct mc_str credential)
{
	struct looking looking = { .text = MC_BUF_INIT };
	struct mc_err *err = look_through(&looking, svg);

	mc_buf_release(&looking.text);
	MC_TRY(err);
	if (looking.count > 0 || find(svg, 0, "xmlns:openbadges") < svg.len)
		return bad(_("it carries a credential already"));
	return mc_carrier_check_text(credential);
}

/* Characters that XML does not have and pictures in another encoding show in what comes out again. */
static struct mc_err *check_made(const struct mc_buf *made, struct mc_str credential)
{
	MC_AUTO(mc_buf) again = MC_BUF_INIT;
	MC_AUTOPTR(mc_err) err = mc_carrier_take_svg(&again, (struct mc_str){ made->ptr, made->len });

	if (err || !mc_str_is_equal((struct mc_str){ again.ptr, again.len }, credential))
		return bad(_("the credential has characters that it cannot hold"));
	return NULL;
}

struct mc_err *mc_carrier_put_svg(struct mc_buf *out, struct mc_str svg, struct mc_str credential)
{
	MC_AUTO(mc_buf) made = MC_BUF_INIT;

	MC_TRY(check(svg, credential));
	size_t root = find_root(svg);
	size_t end = find_tag_end(svg, root);

	if (end == svg.len || svg.ptr[end - 1] == '/')
		return bad(_("there is no picture in it"));
	mc_buf_add(&made, svg.ptr, end);
	mc_buf_addz(&made, " xmlns:openbadges=\"" BADGE_SPACE "\">");
	add_credential(&made, credential);
	mc_buf_add(&made, svg.ptr + end + 1, svg.len - end - 1);
	MC_TRY(check_made(&made, credential));
	mc_buf_add(out, made.ptr, made.len);
	return NULL;
}
