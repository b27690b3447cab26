/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_CLASSROOM_INSTALL_H
#define MC_FOREIGN_CLASSROOM_INSTALL_H

#include "base/str.h"
#include "foreign/classroom_shell.h"

/** What a command that fetches things from the network means where there is none. */
struct mc_install {
	bool is_install;   /* it installs packages */
	bool is_needless;  /* … and all of them are here already */
	const char *lacks; /* what it cannot get; NULL: nothing */
};

#define MC_INSTALL_INIT \
	{ \
		false, false, NULL \
	}

/**
 * Says what the command made of count words (at least 1) wants from the network; zero when nothing.
 * Texts belong to the arena.
 */
void mc_install_classify(struct mc_install *install, struct mc_arena *arena, const struct mc_toolbox *toolbox,
			 const struct mc_str *words, size_t count);

/**
 * The first package that the text of a requirements.txt names and that is not on this machine, or NULL; owned
 * by the arena. Source: pip, "Requirements File Format"; options and included files are passed over.
 */
const char *mc_install_missing_requirement(struct mc_arena *arena, const struct mc_toolbox *toolbox,
					   struct mc_str requirements);

#endif
