/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_QR_H
#define MC_EXT_QR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/*
 * QR codes, by libqrencode, which is loaded at first use: choosing the version, the mask and the error
 * correction of ISO/IEC 18004 right is not worth doing again.
 */

/** A QR code: width × width squares, without the quiet zone of 4 squares around it. */
struct mc_qr {
	unsigned width;
	unsigned char *squares; /* row by row; 1: dark */
};

#define MC_QR_INIT \
	{ \
		0, NULL \
	}

/** Frees the squares. */
void mc_qr_release(struct mc_qr *qr);

/** True where a square is dark. */
bool mc_qr_is_dark(const struct mc_qr *qr, unsigned x, unsigned y);

/** Makes the code of a text, readable with 15 % of it dirty (level M). Errors: MC_E_INPUT (too long),
 * MC_E_TOOL.
 */
struct mc_err *mc_qr_make(struct mc_qr *qr, const char *text) MC_MUST_USE;

#endif
