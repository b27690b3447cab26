/* SPDX-License-Identifier: MIT */
#ifndef MC_TESTS_PDF_FILE_H
#define MC_TESTS_PDF_FILE_H

/* PDF files written by hand, so that every fault can be put into one; include check.h before. */
#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"

enum { PDF_FILE_MAX = 64 };

struct pdf_file {
	struct mc_buf bytes;
	size_t at[PDF_FILE_MAX]; /* where each object starts; 0: none */
};

#define PDF_FILE_INIT \
	{ \
		MC_BUF_INIT, \
		{ \
			0 \
		} \
	}

static inline void pdf_file_release(struct pdf_file *file)
{
	mc_buf_release(&file->bytes);
}

static inline void pdf_file_start_object(struct pdf_file *file, unsigned number)
{
	if (file->bytes.len == 0)
		mc_buf_addz(&file->bytes, "%PDF-1.5\n%\xb5\xed\xae\xfb\n");
	assert_true(number < PDF_FILE_MAX);
	file->at[number] = file->bytes.len;
	mc_buf_addf(&file->bytes, "%u 0 obj\n", number);
}

static inline void pdf_file_add(struct pdf_file *file, unsigned number, const char *text)
{
	pdf_file_start_object(file, number);
	mc_buf_addf(&file->bytes, "%s\nendobj\n", text);
}

/* entries: of its dictionary, beside the length. */
static inline void pdf_file_add_stream(struct pdf_file *file, unsigned number, const char *entries,
				       struct mc_str content)
{
	pdf_file_start_object(file, number);
	mc_buf_addf(&file->bytes, "<< %s /Length %zu >>\nstream\n", entries, content.len);
	mc_buf_add(&file->bytes, content.ptr, content.len);
	mc_buf_addz(&file->bytes, "\nendstream\nendobj\n");
}

/* The table of objects, without which there is no file; object 1 is the root. */
static inline struct mc_str pdf_file_end(struct pdf_file *file)
{
	size_t start = file->bytes.len;

	mc_buf_addf(&file->bytes, "xref\n0 %d\n0000000000 65535 f \n", PDF_FILE_MAX);
	for (unsigned i = 1; i < PDF_FILE_MAX; i++)
		mc_buf_addf(&file->bytes, "%010zu %05d %c \n", file->at[i], file->at[i] ? 0 : 65535,
			    file->at[i] ? 'n' : 'f');
	mc_buf_addf(&file->bytes, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n",
		    PDF_FILE_MAX, start);
	return (struct mc_str){ file->bytes.ptr, file->bytes.len };
}

/* One page with this content; more entries of the root, and of the page. */
static inline void pdf_file_add_page(struct pdf_file *file, const char *root, const char *page,
				     const char *content)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_buf_addf(&text, "<< /Type /Catalog /Pages 2 0 R %s >>", root);
	pdf_file_add(file, 1, text.ptr);
	pdf_file_add(file, 2, "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>");
	mc_buf_reset(&text);
	mc_buf_addf(&text, "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Contents 4 0 R %s >>",
		    page);
	pdf_file_add(file, 3, text.ptr);
	pdf_file_add_stream(file, 4, "", mc_str(content));
}

#endif
