/* SPDX-License-Identifier: MIT */
#include "linked/literal.h"

#include <string.h>

#include "linked/jcs.h"
#include "linked/number.h"

#define XSD_TYPE(name) "<http://www.w3.org/2001/XMLSchema#" name ">"
#define RDF_JSON "<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>"

static bool is_plain(unsigned char c)
{
	return c >= 0x20 && c != '"' && c != '\\' && c != 0x7f;
}

static void add_escaped(struct mc_buf *out, char c)
{
	static const char letters[] = "btn\0fr"; /* of \b to \r, without \v */

	if (c == '"' || c == '\\')
		mc_buf_addf(out, "\\%c", c);
	else if (c >= '\b' && c <= '\r' && c != '\v')
		mc_buf_addf(out, "\\%c", letters[c - '\b']);
	else
		mc_buf_addf(out, "\\u%04X", (unsigned)c);
}

void mc_literal_add_text(struct mc_buf *out, const char *text)
{
	mc_buf_addc(out, '"');
	while (*text) {
		const char *plain = text;

		while (is_plain((unsigned char)*text))
			text++;
		mc_buf_add(out, plain, (size_t)(text - plain));
		if (*text)
			add_escaped(out, *text++);
	}
	mc_buf_addc(out, '"');
}

struct mc_err *mc_literal_add_scalar(struct mc_buf *out, const struct mc_json_node *node,
				     const char *datatype)
{
	bool truth = false;
	double number = 0;
	const char *own = XSD_TYPE("boolean");

	mc_buf_addc(out, '"');
	if (mc_json_as_number(&number, node)) {
		size_t start = out->len;

		own = mc_number_is_whole(number) ? XSD_TYPE("integer") : XSD_TYPE("double");
		MC_TRY(mc_number_add(out, number));
		if (!mc_number_is_whole(number)) {
			out->len = start;
			mc_number_add_double(out, number);
		}
	} else {
		(void)mc_json_as_bool(&truth, node);
		mc_buf_addz(out, truth ? "true" : "false");
	}
	mc_buf_addz(out, "\"^^");
	mc_buf_addz(out, datatype ? datatype : own);
	return NULL;
}

struct mc_err *mc_literal_add_json(struct mc_buf *out, const struct mc_json_node *node)
{
	MC_AUTO(mc_buf) json = MC_BUF_INIT;

	MC_TRY(mc_jcs_add(&json, node, NULL));
	mc_literal_add_text(out, json.ptr);
	mc_buf_addz(out, "^^" RDF_JSON);
	return NULL;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool mc_literal_is_iri(const char *text)
{
	const char *p = text;

	if (!is_letter(*p))
		return false;
	while (is_letter(*p) || is_digit(*p) || *p == '+' || *p == '-' || *p == '.')
		p++;
	if (*p != ':')
		return false;
	while ((unsigned char)*p > 0x20 && *p != 0x7f && !strchr("<>\"{}|^`\\", *p))
		p++;
	return *p == '\0';
}

bool mc_literal_is_language(const char *text)
{
	enum { MAX_PART = 8 };
	const char *p = text;

	do {
		size_t count = 0;

		while (is_letter(p[count]) || (p != text && is_digit(p[count])))
			count++;
		if (count == 0 || count > MAX_PART)
			return false;
		p += count;
	} while (*p++ == '-');
	return p[-1] == '\0';
}
