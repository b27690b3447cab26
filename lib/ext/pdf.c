/* SPDX-License-Identifier: MIT */
#include "ext/pdf.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/deflate.h"
#include "ext/late.h"

/* The calls of libqpdf that are used; each stands behind "qpdf_". */
#define PDF_CALLS(X) \
	X(init) \
	X(cleanup) \
	X(silence_errors) \
	X(set_suppress_warnings) \
	X(set_attempt_recovery) \
	X(read_memory) \
	X(is_encrypted) \
	X(has_error) \
	X(get_error) \
	X(get_error_code) \
	X(more_warnings) \
	X(init_write_memory) \
	X(set_object_stream_mode) \
	X(set_deterministic_ID) \
	X(set_minimum_pdf_version) \
	X(write) \
	X(get_buffer) \
	X(get_buffer_length) \
	X(get_root) \
	X(get_trailer) \
	X(get_num_pages) \
	X(get_page_n) \
	X(make_indirect_object) \
	X(oh_get_object_id) \
	X(oh_get_generation) \
	X(oh_get_type_code) \
	X(oh_get_dict) \
	X(oh_get_key) \
	X(oh_begin_dict_key_iter) \
	X(oh_dict_more_keys) \
	X(oh_dict_next_key) \
	X(oh_get_array_n_items) \
	X(oh_get_array_item) \
	X(oh_get_name) \
	X(oh_get_numeric_value) \
	X(oh_get_binary_string_value) \
	X(oh_get_binary_utf8_value) \
	X(oh_get_stream_data) \
	X(oh_parse) \
	X(oh_new_null) \
	X(oh_new_unicode_string) \
	X(oh_new_stream) \
	X(oh_replace_stream_data) \
	X(oh_replace_key) \
	X(oh_append_item)

struct calls {
#define X(name) __typeof__(&qpdf_##name) name;
	PDF_CALLS(X)
#undef X
};

struct mc_pdf {
	struct calls calls;
	qpdf_data data;
};

static struct mc_err *load(struct calls *calls)
{
	const struct mc_late_call wanted[] = {
#define X(name) { "qpdf_" #name, &calls->name },
		PDF_CALLS(X)
#undef X
	};

	MC_TRY_AS(mc_late_load(MC_QPDF_SONAME, "libqpdf29", wanted, MC_COUNT(wanted)), "%s",
		  _("PDF files cannot be read or written"));
	return NULL;
}

struct mc_err *mc_pdf_prepare(void)
{
	struct calls calls;

	return load(&calls);
}

static struct mc_err *encrypted(void)
{
	return mc_err_new(MC_E_INPUT, _("PDF file: it is encrypted"));
}

static struct mc_err *damaged(void)
{
	return mc_err_new(MC_E_INPUT, _("PDF file: it is damaged or cut off"));
}

struct mc_err *mc_pdf_check(struct mc_pdf *pdf)
{
	const struct calls *calls = &pdf->calls;

	if (calls->has_error(pdf->data)) {
		qpdf_error error = calls->get_error(pdf->data);

		return calls->get_error_code(pdf->data, error) == qpdf_e_password ? encrypted() : damaged();
	}
	return calls->more_warnings(pdf->data) ? damaged() : NULL;
}

struct mc_err *mc_pdf_open(struct mc_pdf **pdf, struct mc_str bytes)
{
	MC_AUTOPTR(mc_pdf) made = mc_alloc_zero(1, sizeof(*made));

	MC_TRY(load(&made->calls));
	made->data = made->calls.init();
	made->calls.silence_errors(made->data);
	made->calls.set_suppress_warnings(made->data, QPDF_TRUE);
	made->calls.set_attempt_recovery(made->data, QPDF_FALSE);
	(void)made->calls.read_memory(made->data, "PDF", bytes.ptr, bytes.len, NULL);
	MC_TRY(mc_pdf_check(made));
	if (made->calls.is_encrypted(made->data))
		return encrypted();
	*pdf = MC_TAKE(made);
	return NULL;
}

void mc_pdf_free(struct mc_pdf *pdf)
{
	if (pdf && pdf->data)
		pdf->calls.cleanup(&pdf->data);
	free(pdf);
}

struct mc_err *mc_pdf_write(struct mc_buf *out, struct mc_pdf *pdf)
{
	const struct calls *calls = &pdf->calls;

	(void)calls->init_write_memory(pdf->data);
	calls->set_object_stream_mode(pdf->data, qpdf_o_disable);
	calls->set_deterministic_ID(pdf->data, QPDF_TRUE);
	calls->set_minimum_pdf_version(pdf->data, "1.7");
	(void)calls->write(pdf->data);
	MC_TRY(mc_pdf_check(pdf));
	mc_buf_add(out, calls->get_buffer(pdf->data), calls->get_buffer_length(pdf->data));
	return NULL;
}

/* ---- reading ---- */

unsigned mc_pdf_root(struct mc_pdf *pdf)
{
	return pdf->calls.get_root(pdf->data);
}

unsigned mc_pdf_trailer(struct mc_pdf *pdf)
{
	return pdf->calls.get_trailer(pdf->data);
}

int mc_pdf_id(struct mc_pdf *pdf, unsigned object)
{
	if (!object)
		return 0;
	return pdf->calls.oh_get_generation(pdf->data, object) == 0
		       ? pdf->calls.oh_get_object_id(pdf->data, object)
		       : -1;
}

enum mc_pdf_type mc_pdf_type(struct mc_pdf *pdf, unsigned object)
{
	static const enum mc_pdf_type types[] = {
		[ot_integer] = MC_PDF_NUMBER, [ot_real] = MC_PDF_NUMBER, [ot_string] = MC_PDF_STRING,
		[ot_name] = MC_PDF_NAME,      [ot_array] = MC_PDF_ARRAY, [ot_dictionary] = MC_PDF_DICTIONARY,
		[ot_stream] = MC_PDF_STREAM,
	};
	size_t type = object ? (size_t)pdf->calls.oh_get_type_code(pdf->data, object) : ot_null;

	return type < MC_COUNT(types) ? types[type] : MC_PDF_OTHER;
}

/* A dictionary itself, or that of a stream; 0 for others. */
static unsigned dictionary_of(struct mc_pdf *pdf, unsigned object)
{
	enum mc_pdf_type type = mc_pdf_type(pdf, object);

	if (type == MC_PDF_STREAM)
		return pdf->calls.oh_get_dict(pdf->data, object);
	return type == MC_PDF_DICTIONARY ? object : 0;
}

unsigned mc_pdf_get(struct mc_pdf *pdf, unsigned dictionary, const char *key)
{
	unsigned own = dictionary_of(pdf, dictionary);
	unsigned value = own ? pdf->calls.oh_get_key(pdf->data, own, key) : 0;

	return value && pdf->calls.oh_get_type_code(pdf->data, value) == ot_null ? 0 : value;
}

struct mc_err *mc_pdf_each(struct mc_pdf *pdf, unsigned dictionary,
			   struct mc_err *(*visit)(void *context, const char *key, unsigned value),
			   void *context)
{
	unsigned own = dictionary_of(pdf, dictionary);
	MC_AUTO(mc_buf) keys = MC_BUF_INIT;

	if (!own)
		return NULL;
	/* The library goes through one dictionary at a time, and visit may go through others. */
	pdf->calls.oh_begin_dict_key_iter(pdf->data, own);
	while (pdf->calls.oh_dict_more_keys(pdf->data)) {
		const char *key = pdf->calls.oh_dict_next_key(pdf->data);

		mc_buf_add(&keys, key, strlen(key) + 1);
	}
	for (const char *key = keys.ptr; key < keys.ptr + keys.len; key += strlen(key) + 1)
		MC_TRY(visit(context, key, mc_pdf_get(pdf, own, key)));
	return NULL;
}

size_t mc_pdf_count(struct mc_pdf *pdf, unsigned array)
{
	return mc_pdf_type(pdf, array) == MC_PDF_ARRAY
		       ? (size_t)pdf->calls.oh_get_array_n_items(pdf->data, array)
		       : 0;
}

unsigned mc_pdf_at(struct mc_pdf *pdf, unsigned array, size_t index)
{
	return index < mc_pdf_count(pdf, array) ? pdf->calls.oh_get_array_item(pdf->data, array, (int)index)
						: 0;
}

bool mc_pdf_is_name(struct mc_pdf *pdf, unsigned object, const char *name)
{
	return mc_pdf_type(pdf, object) == MC_PDF_NAME &&
	       !strcmp(pdf->calls.oh_get_name(pdf->data, object), name);
}

double mc_pdf_number(struct mc_pdf *pdf, unsigned object, double other)
{
	return mc_pdf_type(pdf, object) == MC_PDF_NUMBER ? pdf->calls.oh_get_numeric_value(pdf->data, object)
							 : other;
}

void mc_pdf_add_bytes(struct mc_buf *out, struct mc_pdf *pdf, unsigned string)
{
	enum mc_pdf_type type = mc_pdf_type(pdf, string);
	size_t len = 0;

	if (type == MC_PDF_NAME)
		mc_buf_addz(out, pdf->calls.oh_get_name(pdf->data, string));
	if (type != MC_PDF_STRING)
		return;
	const char *bytes = pdf->calls.oh_get_binary_string_value(pdf->data, string, &len);

	mc_buf_add(out, bytes, len);
}

void mc_pdf_add_text(struct mc_buf *out, struct mc_pdf *pdf, unsigned string)
{
	size_t len = 0;

	if (mc_pdf_type(pdf, string) != MC_PDF_STRING)
		return;
	const char *text = pdf->calls.oh_get_binary_utf8_value(pdf->data, string, &len);

	mc_buf_add(out, text, len);
}

/* Bytes as they stand in the file (qpdf_dl_none), or decoded. */
static struct mc_err *add_data(struct mc_buf *out, struct mc_pdf *pdf, unsigned stream,
			       enum qpdf_stream_decode_level_e level)
{
	unsigned char *bytes = NULL;
	size_t len = 0;
	QPDF_BOOL is_decoded = QPDF_FALSE;

	(void)pdf->calls.oh_get_stream_data(pdf->data, stream, level, &is_decoded, &bytes, &len);
	mc_buf_add(out, bytes ? bytes : (const unsigned char *)"", len);
	free(bytes);
	MC_TRY(mc_pdf_check(pdf));
	if (level != qpdf_dl_none && !is_decoded)
		return mc_err_new(MC_E_INPUT, _("PDF file: a part of it has a form that is not read"));
	return NULL;
}

/* The most usual form, which can be read with a limit. */
static bool is_flate(struct mc_pdf *pdf, unsigned stream)
{
	unsigned filter = mc_pdf_get(pdf, stream, "/Filter");

	if (mc_pdf_count(pdf, filter) == 1)
		filter = mc_pdf_at(pdf, filter, 0);
	return mc_pdf_is_name(pdf, filter, "/FlateDecode") && !mc_pdf_get(pdf, stream, "/DecodeParms");
}

struct mc_err *mc_pdf_add_stream(struct mc_buf *out, struct mc_pdf *pdf, unsigned stream, size_t limit_bytes)
{
	MC_AUTO(mc_buf) data = MC_BUF_INIT;

	if (mc_pdf_type(pdf, stream) != MC_PDF_STREAM)
		return damaged();
	if (is_flate(pdf, stream)) {
		MC_TRY(add_data(&data, pdf, stream, qpdf_dl_none));
		struct mc_err *err = mc_deflate_open(out, (struct mc_str){ data.ptr, data.len },
						     MC_DEFLATE_ZLIB, limit_bytes);

		if (!err || err->code == MC_E_LIMIT)
			return err;
		/* The library is kinder to bytes behind the end. */
		mc_err_drop(err);
		mc_buf_reset(&data);
	}
	MC_TRY(add_data(&data, pdf, stream, qpdf_dl_specialized));
	if (data.len > limit_bytes)
		return mc_err_new(MC_E_LIMIT, _("PDF file: a part of it holds more than %zu bytes"),
				  limit_bytes);
	mc_buf_add(out, data.ptr, data.len);
	return NULL;
}

struct mc_err *mc_pdf_page_count(size_t *count, struct mc_pdf *pdf)
{
	int got = pdf->calls.get_num_pages(pdf->data);

	MC_TRY(mc_pdf_check(pdf));
	if (got < 0)
		return damaged();
	*count = (size_t)got;
	return NULL;
}

unsigned mc_pdf_page(struct mc_pdf *pdf, size_t index)
{
	return pdf->calls.get_page_n(pdf->data, index);
}

/* ---- changing ---- */

unsigned mc_pdf_new(struct mc_pdf *pdf, const char *text)
{
	return pdf->calls.oh_parse(pdf->data, text);
}

unsigned mc_pdf_new_text(struct mc_pdf *pdf, const char *text)
{
	return pdf->calls.oh_new_unicode_string(pdf->data, text);
}

struct set_context {
	struct mc_pdf *pdf;
	unsigned target;
};

static struct mc_err *set_entry(void *context, const char *key, unsigned value)
{
	const struct set_context *set = context;

	mc_pdf_set(set->pdf, set->target, key, value);
	return NULL;
}

unsigned mc_pdf_new_stream(struct mc_pdf *pdf, const char *dictionary, struct mc_str bytes)
{
	const struct calls *calls = &pdf->calls;
	unsigned stream = calls->oh_new_stream(pdf->data);
	unsigned none = calls->oh_new_null(pdf->data);
	struct set_context set = { pdf, stream };

	calls->oh_replace_stream_data(pdf->data, stream, (const unsigned char *)bytes.ptr, bytes.len, none,
				      none);
	mc_err_drop(mc_pdf_each(pdf, mc_pdf_new(pdf, dictionary), set_entry, &set));
	return stream;
}

unsigned mc_pdf_refer(struct mc_pdf *pdf, unsigned object)
{
	return pdf->calls.make_indirect_object(pdf->data, object);
}

void mc_pdf_set(struct mc_pdf *pdf, unsigned dictionary, const char *key, unsigned value)
{
	unsigned own = dictionary_of(pdf, dictionary);

	if (own && value)
		pdf->calls.oh_replace_key(pdf->data, own, key, value);
}

void mc_pdf_append(struct mc_pdf *pdf, unsigned array, unsigned value)
{
	if (mc_pdf_type(pdf, array) == MC_PDF_ARRAY && value)
		pdf->calls.oh_append_item(pdf->data, array, value);
}
