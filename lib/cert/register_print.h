/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_REGISTER_PRINT_H
#define MC_CERT_REGISTER_PRINT_H

#include "cert/register.h"
#include "ext/json_write.h"

/** Appends a table of certificates for people. names: of each, for the terminal alone; NULL: without. */
void mc_cert_register_print_text(struct mc_buf *out, const struct mc_cert_entries *entries,
				 const char *const *names);

/** Appends all about one certificate for people. */
void mc_cert_entry_print_text(struct mc_buf *out, const struct mc_cert_entry *entry);

/** Appends the document "migracode/certificates/v1" and a line feed. */
void mc_cert_register_print_json(struct mc_buf *out, const struct mc_cert_entries *entries);

/** Writes one certificate as an object. */
void mc_cert_entry_write(struct mc_json_writer *writer, const struct mc_cert_entry *entry);

#endif
