/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_TOOLBOX_H
#define MC_FOREIGN_TOOLBOX_H

#include <stdbool.h>

/** What this machine has to offer to the commands of a spec; a parameter, so that tests do not depend on the
 * machine. */
struct mc_toolbox {
	bool (*has_program)(const char *name); /* in the PATH of the sandbox */
	bool (*has_path)(const char *path); /* on this machine; asked about the databases of its packages */
	bool lacks_node_packages;	    /* the repository names npm packages and does not bring them */
	const char *lacks_python_package;   /* the first that its requirements.txt names and that is not here;
					       NULL: none */
};

#endif
