/* SPDX-License-Identifier: MIT */
#include "os/sandbox_inside.h"

#include "base/i18n.h"

void mc_basic_main(struct mc_inside *inside)
{
	mc_message_say_failed(inside->socket, mc_err_new(MC_E_UNSUPPORTED, _("no namespaces")));
	_exit(1);
}
