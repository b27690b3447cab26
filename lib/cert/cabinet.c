/* SPDX-License-Identifier: MIT */
#include "cert/cabinet.h"

#include "cert/moment.h"

struct mc_err *mc_cabinet_open(struct mc_cabinet *cabinet, const struct mc_cabinet_place *place)
{
	MC_TRY(mc_cert_moment(&cabinet->at, &cabinet->arena, place->at));
	MC_TRY(mc_office_open(&cabinet->office, place->dir, place->records, place->actor, place->asker));
	return mc_cert_settings_read(&cabinet->settings, &cabinet->office.school);
}

void mc_cabinet_release(struct mc_cabinet *cabinet)
{
	mc_keyring_release(&cabinet->keyring);
	mc_cert_settings_release(&cabinet->settings);
	mc_office_release(&cabinet->office);
	mc_arena_release(&cabinet->arena);
	*cabinet = (struct mc_cabinet)MC_CABINET_INIT;
}
