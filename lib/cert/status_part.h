/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_STATUS_PART_H
#define MC_CERT_STATUS_PART_H

#include "cert/register.h"

/** Appends the URL of a list of the register, which stays the one that certificates were issued with. */
void mc_status_list_url(struct mc_buf *url, const struct mc_cert_list *list, bool is_suspension);

#endif
