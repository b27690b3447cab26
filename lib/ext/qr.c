/* SPDX-License-Identifier: MIT */
#include "ext/qr.h"

#include <qrencode.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/late.h"

#define QR_CALLS(X) X(QRcode_encodeString8bit) X(QRcode_free)

struct calls {
#define X(name) __typeof__(&(name)) name;
	QR_CALLS(X)
#undef X
};

void mc_qr_release(struct mc_qr *qr)
{
	free(qr->squares);
	*qr = (struct mc_qr)MC_QR_INIT;
}

bool mc_qr_is_dark(const struct mc_qr *qr, unsigned x, unsigned y)
{
	return qr->squares[(size_t)y * qr->width + x] != 0;
}

struct mc_err *mc_qr_make(struct mc_qr *qr, const char *text)
{
	struct calls calls;
#define X(name) { #name, &calls.name },
	const struct mc_late_call wanted[] = { QR_CALLS(X) };
#undef X

	MC_TRY(mc_late_load(MC_QRENCODE_SONAME, "libqrencode4", wanted, MC_COUNT(wanted)));
	QRcode *code = calls.QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);

	if (!code)
		return mc_err_new(MC_E_INPUT, _("a text of %zu bytes is too long for a QR code"),
				  strlen(text));
	qr->width = (unsigned)code->width;
	qr->squares = mc_alloc((size_t)qr->width * qr->width);
	for (size_t i = 0; i < (size_t)qr->width * qr->width; i++)
		qr->squares[i] = code->data[i] & 1;
	calls.QRcode_free(code);
	return NULL;
}
