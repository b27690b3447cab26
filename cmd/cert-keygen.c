/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cert/cabinet.h"
#include "cert/keyring_print.h"
#include "cert/settings_value.h"
#include "cli/cmd.h"
#include "cli/term.h"

struct args {
	const char *did;
	const char *at;
	bool no_passphrase;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, did, 0, "did", "<did:web:…>",
		    N_("the DID of the school's web site; otherwise school.json says it, or it follows from "
		       "the key")),
	MC_OPT_FLAG(struct args, no_passphrase, 0, "no-passphrase",
		    N_("leave the key open, for programs that run alone")),
	MC_OPT_TEXT(struct args, at, 0, "at", "<moment>", N_("from when on it signs; otherwise now")),
	MC_OPT_END,
};

static struct mc_err *choose_did(struct mc_cert_settings *settings, const char *did)
{
	if (!did)
		return NULL;
	if (!mc_cert_is_did_web(did))
		return mc_err_hint(
			mc_err_new(MC_E_USAGE, _("'%s' is no DID of the method web"), did), "%s",
			_("write it like this: did:web:school.example.org; without --did it follows "
			  "from the key"));
	if (settings->did && strcmp(settings->did, did) != 0)
		return mc_err_new(MC_E_INPUT, _("school.json says another DID: '%s'"), settings->did);
	settings->did = did;
	return NULL;
}

static struct mc_err *make(const struct mc_call *call, const struct args *args, struct mc_cabinet *cabinet)
{
	MC_AUTO(mc_buf) passphrase = MC_BUF_INIT;
	struct mc_err *err = NULL;

	if (!args->no_passphrase)
		err = mc_passphrase_get(&passphrase, &call->passphrase, _("the key that signs certificates"),
					true);
	if (!err)
		err = mc_keyring_create(&cabinet->office.school, &cabinet->settings, cabinet->office.records,
					args->no_passphrase ? NULL : passphrase.ptr, cabinet->at);
	mc_seal_wipe(&passphrase);
	return err;
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_cabinet) cabinet = MC_CABINET_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	const struct mc_cabinet_place place = { call->school, call->records, call->actor, &call->asker,
						args->at };

	MC_TRY(mc_cabinet_open(&cabinet, &place));
	MC_TRY(choose_did(&cabinet.settings, args->did));
	MC_TRY(mc_keyring_check_new(&cabinet.settings, cabinet.office.records, false));
	MC_TRY(make(call, args, &cabinet));
	MC_TRY(mc_keyring_open_public(&cabinet.keyring, &cabinet.office.school, &cabinet.settings,
				      cabinet.office.records));
	if (call->json) {
		mc_keyring_print_json(&text, &cabinet.keyring, &cabinet.office.school);
	} else {
		mc_keyring_print_made(&text, &cabinet.keyring, &cabinet.office.school);
		mc_buf_addz(&text, _("next: migracode cert issue --cohort <id> --out <folder>\n"));
	}
	if (call->json || !call->quiet)
		mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_cert_keygen = {
	.name = "cert keygen",
	.family = MC_FAMILY_CERTIFICATES,
	.has_school = true,
	.summary = N_("make the key that signs the certificates of a school"),
	.about = N_(
		"Makes a secret key (Ed25519) in certificates/issuer.key of the school, sealed by a "
		"passphrase, and certificates/issuers.json, which says to everybody who verifies which keys "
		"are those of the school. A school with a web site can have a DID of the method web; then "
		"certificates/did.json is to be published there, too. Otherwise the DID follows from the "
		"key.\n\n"
		"The passphrase comes from the terminal, --passphrase-file or --passphrase-fd. Whoever has "
		"key and passphrase can sign in the name of the school: keep copies in a safe place."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode cert keygen\n"
		      "migracode cert keygen --did did:web:school.example.org"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .did = NULL })),
	.run = run,
};
