/* SPDX-License-Identifier: MIT */
#include "ext/late.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

#include "base/i18n.h"

/* ISO C has no conversion from an object pointer to a function pointer; POSIX promises that the bytes are the
 * same. */
static bool find_call(void *library, const struct mc_late_call *call)
{
	void *address = dlsym(library, call->name);

	memcpy(call->slot, &address, sizeof(address));
	return address != NULL;
}

static struct mc_err *no_library(const char *what, const char *package)
{
	return mc_err_hint(mc_err_new(MC_E_TOOL, _("a library cannot be used: %s"), what),
			   _("install it: apt install %s"), package);
}

struct mc_err *mc_late_load(const char *soname, const char *package, const struct mc_late_call calls[],
			    size_t count)
{
	void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);

	if (!library) {
		const char *why = dlerror();

		return no_library(why ? why : soname, package);
	}
	for (size_t i = 0; i < count; i++) {
		if (!find_call(library, &calls[i]))
			return no_library(calls[i].name, package);
	}
	return NULL;
}
