/* SPDX-License-Identifier: MIT */
#include "carrier/carrier.h"

#include <ctype.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "carrier/parts.h"
#include "carrier/pdf_parts.h"
#include "ext/xml.h"
#include "os/confined.h"

const char *const mc_carrier_names[MC_CARRIER_COUNT] = {
#define X(constant, name, ending) name,
	MC_CARRIERS(X)
#undef X
};

const char *const mc_carrier_endings[MC_CARRIER_COUNT] = {
#define X(constant, name, ending) ending,
	MC_CARRIERS(X)
#undef X
};

/* For the largest file that is read. */
enum { READ_CPU_S = 10, READ_MS = 30 * 1000 };

/* Beside the file itself, which the child has already. */
#define READ_MEMORY_BYTES (256u * 1024 * 1024)

/* ---- what the kinds of files share ---- */

struct mc_err *mc_carrier_bad(enum mc_carrier kind, const char *what)
{
	static const char *const files[MC_CARRIER_COUNT] = {
		[MC_CARRIER_JSON] = "JSON", [MC_CARRIER_JWT] = "JWT", [MC_CARRIER_PDF] = "PDF",
		[MC_CARRIER_PNG] = "PNG",   [MC_CARRIER_SVG] = "SVG",
	};

	/* TRANSLATORS: "PNG file: it is damaged or cut off" */
	return mc_err_new(MC_E_INPUT, _("%s file: %s"), files[kind], what);
}

struct mc_err *mc_carrier_none(enum mc_carrier kind)
{
	return mc_err_hint(mc_carrier_bad(kind, _("it carries no credential")),
			   _("ask for the file as it was issued: programs that change pictures or print drop "
			     "what is inside"));
}

struct mc_err *mc_carrier_many(enum mc_carrier kind)
{
	return mc_carrier_bad(kind, _("it carries more than one credential"));
}

struct mc_err *mc_carrier_check_text(struct mc_str credential)
{
	if (credential.len > MC_CARRIER_MAX_CREDENTIAL)
		return mc_err_new(MC_E_LIMIT, _("the credential is larger than %u KiB"),
				  MC_CARRIER_MAX_CREDENTIAL / 1024);
	if (credential.len == 0 || memchr(credential.ptr, '\0', credential.len) ||
	    !mc_utf8_is_valid(credential.ptr, credential.len))
		return mc_err_new(MC_E_INPUT, _("the credential is empty, or is no text in UTF-8"));
	return NULL;
}

/* ---- which kind ---- */

/* Three parts in the letters of base64url. */
static bool is_jwt(struct mc_str text)
{
	size_t dots = 0;

	for (size_t i = 0; i < text.len; i++) {
		dots += text.ptr[i] == '.';
		if (!isalnum((unsigned char)text.ptr[i]) && !strchr("-_.", text.ptr[i]))
			return false;
	}
	return dots == 2;
}

static bool has_start(struct mc_str file, const char *start, size_t len)
{
	return file.len >= len && !memcmp(file.ptr, start, len);
}

static bool find_kind(enum mc_carrier *kind, struct mc_str file)
{
	struct mc_str text = file;

	if (has_start(text, "\xef\xbb\xbf", 3))
		text = (struct mc_str){ text.ptr + 3, text.len - 3 };
	text = mc_str_trim(text);
	if (has_start(file, "\x89PNG", 4))
		*kind = MC_CARRIER_PNG;
	else if (has_start(file, "%PDF-", 5))
		*kind = MC_CARRIER_PDF;
	else if (has_start(text, "<", 1))
		*kind = MC_CARRIER_SVG;
	else if (has_start(text, "{", 1))
		*kind = MC_CARRIER_JSON;
	else if (is_jwt(text))
		*kind = MC_CARRIER_JWT;
	else
		return false;
	return true;
}

/* ---- taking out ---- */

/* Any file: kind is told by its first bytes. */
static struct mc_err *look_at(enum mc_carrier *kind, struct mc_str file)
{
	if (file.len > MC_CARRIER_MAX_BYTES)
		return mc_err_new(MC_E_LIMIT, _("the file is larger than %u MiB"),
				  MC_CARRIER_MAX_BYTES >> 20);
	if (!find_kind(kind, file))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("the file is nothing that carries a credential")),
				   _("give the certificate as JSON, JWT, PDF, PNG or SVG"));
	return NULL;
}

static struct mc_err *take_text(struct mc_buf *credential, enum mc_carrier kind, struct mc_str file)
{
	struct mc_str text = kind == MC_CARRIER_JWT ? mc_str_trim(file) : file;

	MC_TRY(mc_carrier_check_text(text));
	mc_buf_add(credential, text.ptr, text.len);
	return NULL;
}

static struct mc_err *take_as(struct mc_buf *credential, enum mc_carrier kind, struct mc_str file)
{
	if (kind == MC_CARRIER_PNG)
		return mc_carrier_take_png(credential, file);
	if (kind == MC_CARRIER_SVG)
		return mc_carrier_take_svg(credential, file);
	if (kind == MC_CARRIER_PDF)
		return mc_carrier_take_pdf(credential, file);
	return take_text(credential, kind, file);
}

struct taking {
	enum mc_carrier kind;
	struct mc_str file;
};

static struct mc_err *take_in_child(struct mc_buf *answer, void *context)
{
	const struct taking *taking = context;

	return take_as(answer, taking->kind, taking->file);
}

struct mc_err *mc_carrier_confined(struct mc_buf *out,
				   struct mc_err *(*work)(struct mc_buf *answer, void *context),
				   void *context, size_t answer_bytes)
{
	MC_AUTO(mc_buf) answer = MC_BUF_INIT;
	enum mc_confined_end end;
	const struct mc_confined confined = {
		.work = work,
		.context = context,
		.limits = { .cpu_s = READ_CPU_S, .more_bytes = READ_MEMORY_BYTES },
		.wall_ms = READ_MS,
		.answer_bytes = answer_bytes,
	};

	MC_TRY(mc_confined_run(&answer, &end, &confined));
	if (end != MC_CONFINED_ANSWERED)
		return mc_err_new(MC_E_LIMIT, _("the file takes too long or too much memory to read"));
	mc_buf_add(out, answer.ptr, answer.len);
	return NULL;
}

static struct mc_err *take_confined(struct mc_buf *credential, struct taking *taking)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_carrier_confined(&text, take_in_child, taking, MC_CARRIER_MAX_CREDENTIAL));
	MC_TRY(mc_carrier_check_text((struct mc_str){ text.ptr, text.len }));
	mc_buf_add(credential, text.ptr, text.len);
	return NULL;
}

struct mc_err *mc_carrier_take(struct mc_buf *credential, enum mc_carrier *kind, struct mc_str file)
{
	struct taking taking = { .file = file };

	MC_TRY(look_at(&taking.kind, file));
	if (taking.kind == MC_CARRIER_SVG || taking.kind == MC_CARRIER_PDF) {
		MC_TRY(taking.kind == MC_CARRIER_SVG ? mc_xml_prepare() : mc_pdf_prepare());
		MC_TRY(take_confined(credential, &taking));
	} else {
		MC_TRY(take_as(credential, taking.kind, file));
	}
	*kind = taking.kind;
	return NULL;
}

struct mc_err *mc_carrier_take_here(struct mc_buf *credential, enum mc_carrier *kind, struct mc_str file)
{
	enum mc_carrier found = MC_CARRIER_JSON;

	MC_TRY(look_at(&found, file));
	MC_TRY(take_as(credential, found, file));
	*kind = found;
	return NULL;
}
