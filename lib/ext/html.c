/* SPDX-License-Identifier: MIT */
#include "ext/html.h"

#include <gumbo.h>
#include <string.h>

#include "base/i18n.h"
#include "base/pack.h"
#include "base/utf8.h"

enum { EXCERPT_BYTES = 40 };

/*
 * How every error of gumbo starts.  The header that says so is not installed, but these three fields have
 * stood there since the first release; a test of this adapter would notice a change.
 */
struct error_head {
	int type;
	GumboSourcePosition position;
	const char *original_text;
};

/* Elements that may stay open by the standard, beside those that have no end. */
static const char *const may_stay_open[] = {
	"html",	  "head", "body",  "p",	    "li",    "dt",     "dd",	   "option",   "optgroup", "tr",
	"td",	  "th",	  "thead", "tbody", "tfoot", "rt",     "rp",	   "colgroup", "caption",  "area",
	"base",	  "br",	  "col",   "embed", "hr",    "img",    "input",	   "link",     "meta",	   "param",
	"source", "wbr",  "track", "image", "frame", "keygen", "basefont", "bgsound",  "command",
};

/* One page on its way into bytes. */
struct packer {
	struct mc_buf nodes;
	struct mc_buf faults;
	struct mc_str text;
	uint32_t node_count;
	uint32_t fault_count;
};

/* What stands at a place of the text: a tag whole, else the rest of the line, cut. */
static void add_fault(struct packer *packer, GumboSourcePosition place, enum mc_html_fault_kind kind)
{
	size_t len = packer->text.len;
	size_t start = place.offset < len ? place.offset : len;
	size_t end = start;

	if (packer->fault_count == MC_HTML_MAX_FAULTS)
		return;
	while (end < len && end - start < EXCERPT_BYTES && !strchr("\r\n", packer->text.ptr[end])) {
		if (packer->text.ptr[end++] == '>')
			break;
	}
	packer->fault_count++;
	mc_pack_number(&packer->faults, place.line);
	mc_pack_number(&packer->faults, kind);
	mc_pack_text(&packer->faults, packer->text.ptr + start,
		     mc_utf8_cut(packer->text.ptr + start, end - start, EXCERPT_BYTES));
}

static bool may_be_open(const char *name)
{
	for (size_t i = 0; i < MC_COUNT(may_stay_open); i++) {
		if (!strcmp(may_stay_open[i], name))
			return true;
	}
	return false;
}

static void add_name(struct packer *packer, const GumboElement *element)
{
	GumboStringPiece piece = element->original_tag;

	if (element->tag != GUMBO_TAG_UNKNOWN) {
		const char *name = gumbo_normalized_tagname(element->tag);

		mc_pack_text(&packer->nodes, name, strlen(name));
		return;
	}
	gumbo_tag_from_original_text(&piece);
	size_t at = packer->nodes.len + sizeof(uint64_t);

	mc_pack_text(&packer->nodes, piece.data ? piece.data : "?", piece.data ? piece.length : 1);
	for (char *c = packer->nodes.ptr + at; *c; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c + 'a' - 'A');
	}
}

static void add_element(struct packer *packer, const GumboElement *element)
{
	add_name(packer, element);
	mc_pack_number(&packer->nodes, element->attributes.length);
	for (unsigned i = 0; i < element->attributes.length; i++) {
		const GumboAttribute *attribute = element->attributes.data[i];

		mc_pack_text(&packer->nodes, attribute->name, strlen(attribute->name));
		mc_pack_text(&packer->nodes, attribute->value, strlen(attribute->value));
	}
}

static void note_unclosed(struct packer *packer, const GumboNode *node)
{
	const GumboElement *element = &node->v.element;
	bool is_written =
		!(node->parse_flags & GUMBO_INSERTION_BY_PARSER) && element->original_tag.length > 0;

	if (is_written && (node->parse_flags & GUMBO_INSERTION_IMPLICIT_END_TAG) &&
	    !may_be_open(gumbo_normalized_tagname(element->tag)))
		add_fault(packer, element->start_pos, MC_HTML_UNCLOSED);
}

/* Comments are left out. Returns true when something was added. */
static bool add_node(struct packer *packer, const GumboNode *node, uint32_t parent)
{
	bool is_element = node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;

	if (node->type == GUMBO_NODE_COMMENT || node->type == GUMBO_NODE_DOCUMENT)
		return false;
	packer->node_count++;
	mc_pack_number(&packer->nodes, parent);
	mc_pack_number(&packer->nodes, is_element);
	if (is_element) {
		mc_pack_number(&packer->nodes, node->v.element.start_pos.line);
		add_element(packer, &node->v.element);
		note_unclosed(packer, node);
	} else {
		mc_pack_number(&packer->nodes, node->v.text.start_pos.line);
		mc_pack_text(&packer->nodes, node->v.text.text, strlen(node->v.text.text));
	}
	return true;
}

/* An element whose children are being visited. */
struct level {
	const GumboVector *children;
	unsigned next;
	uint32_t number;
};

static const GumboVector *children_of(const GumboNode *node)
{
	bool has_them = node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;

	return has_them ? &node->v.element.children : NULL;
}

static struct mc_err *pack_nodes(struct packer *packer, const GumboNode *document)
{
	struct level levels[MC_HTML_MAX_DEPTH + 1];
	size_t depth = 1;

	levels[0] = (struct level){ .children = &document->v.document.children };
	while (depth > 0) {
		struct level *level = &levels[depth - 1];

		if (level->next == level->children->length) {
			depth--;
			continue;
		}
		const GumboNode *node = level->children->data[level->next++];

		if (!add_node(packer, node, level->number))
			continue;
		if (packer->node_count > MC_HTML_MAX_NODES)
			return mc_err_new(MC_E_LIMIT, _("the page has more than %u elements and texts"),
					  MC_HTML_MAX_NODES);
		if (!children_of(node) || children_of(node)->length == 0)
			continue;
		if (depth > MC_HTML_MAX_DEPTH)
			return mc_err_new(MC_E_LIMIT,
					  _("the page has more than %u elements inside each other"),
					  MC_HTML_MAX_DEPTH);
		levels[depth++] =
			(struct level){ .children = children_of(node), .number = packer->node_count };
	}
	return NULL;
}

static void pack_errors(struct packer *packer, const GumboOutput *output)
{
	bool has_doctype = output->document->v.document.has_doctype;
	const GumboSourcePosition start = { .line = 1 };

	if (!has_doctype)
		add_fault(packer, start, MC_HTML_NO_DOCTYPE);
	/* Without a doctype, the first error says so. */
	for (unsigned i = has_doctype ? 0 : 1; i < output->errors.length; i++) {
		const struct error_head *error = output->errors.data[i];

		/* At the end of the file, an element that is not closed says more. */
		if (error->position.offset < packer->text.len)
			add_fault(packer, error->position, MC_HTML_MISPLACED);
	}
}

static struct mc_err *pack(struct packer *packer, struct mc_buf *packed, const GumboOutput *output)
{
	MC_TRY(pack_nodes(packer, output->document));
	pack_errors(packer, output);
	mc_pack_number(packed, packer->node_count);
	mc_buf_add(packed, packer->nodes.ptr, packer->nodes.len);
	mc_pack_number(packed, packer->fault_count);
	mc_buf_add(packed, packer->faults.ptr, packer->faults.len);
	return NULL;
}

struct mc_err *mc_html_pack(struct mc_buf *packed, const char *bytes, size_t len)
{
	GumboOptions options = kGumboDefaultOptions;
	struct packer packer = { .nodes = MC_BUF_INIT, .faults = MC_BUF_INIT, .text = { bytes, len } };

	if (len > MC_HTML_MAX_BYTES)
		return mc_err_new(MC_E_LIMIT, _("the page is larger than %u KB"), MC_HTML_MAX_BYTES / 1024);
	if (len >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3))
		packer.text = (struct mc_str){ bytes + 3, len - 3 };
	options.max_errors = MC_HTML_MAX_FAULTS;
	GumboOutput *output = gumbo_parse_with_options(&options, packer.text.ptr, packer.text.len);
	struct mc_err *err = pack(&packer, packed, output);

	gumbo_destroy_output(&options, output);
	mc_buf_release(&packer.nodes);
	mc_buf_release(&packer.faults);
	return err;
}
