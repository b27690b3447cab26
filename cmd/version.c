/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"

static struct mc_err *run(struct mc_call *call, void *args)
{
	(void)args;
	if (call->json)
		(void)printf(
			"{\"schema\":\"migracode/version/v1\",\"name\":\"migracode\",\"version\":\"%s\"}\n",
			MC_VERSION);
	else
		(void)printf("migracode %s\n", MC_VERSION);
	return NULL;
}

const struct mc_cmd mc_cmd_version = {
	.name = "version",
	.family = MC_FAMILY_CARE,
	.summary = N_("print the version"),
	.run = run,
};
