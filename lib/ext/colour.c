/* SPDX-License-Identifier: MIT */
#include "ext/colour.h"

#include <lcms2.h>
#include <string.h>

#include "base/i18n.h"
#include "ext/late.h"

/* The calls of Little CMS that are used. */
#define COLOUR_CALLS(X) \
	X(cmsCreateContext) \
	X(cmsDeleteContext) \
	X(cmsCreate_sRGBProfileTHR) \
	X(cmsCloseProfile) \
	X(cmsSaveProfileToMem)

struct calls {
#define X(name) __typeof__(&name) name;
	COLOUR_CALLS(X)
#undef X
};

/* Places in the head of a profile: ICC.1:2010, 7.2. */
enum { HEAD_BYTES = 128, DATE_AT = 24, DATE_BYTES = 12, ID_AT = 84, ID_BYTES = 16 };

static struct mc_err *load(struct calls *calls)
{
	const struct mc_late_call wanted[] = {
#define X(name) { #name, &calls->name },
		COLOUR_CALLS(X)
#undef X
	};

	MC_TRY_AS(mc_late_load(MC_LCMS_SONAME, "liblcms2-2", wanted, MC_COUNT(wanted)), "%s",
		  _("colours cannot be told for printing"));
	return NULL;
}

static struct mc_err *failed(void)
{
	return mc_err_new(MC_E_TOOL, _("colours cannot be told for printing: Little CMS gives no profile"));
}

static struct mc_err *save(struct mc_buf *profile, const struct calls *calls, cmsHPROFILE handle)
{
	/* 1 January 2000, as six numbers of two bytes; an id of zeros says that none was computed. */
	static const char date[DATE_BYTES] = { 7, (char)0xd0, 0, 1, 0, 1 };
	cmsUInt32Number len = 0;

	if (!handle || !calls->cmsSaveProfileToMem(handle, NULL, &len) || len < HEAD_BYTES)
		return failed();
	char *room = mc_buf_room(profile, len);

	if (!calls->cmsSaveProfileToMem(handle, room, &len))
		return failed();
	memcpy(room + DATE_AT, date, DATE_BYTES);
	memset(room + ID_AT, 0, ID_BYTES);
	mc_buf_grown(profile, len);
	return NULL;
}

struct mc_err *mc_colour_add_srgb(struct mc_buf *profile)
{
	struct calls calls;

	MC_TRY(load(&calls));
	cmsContext context = calls.cmsCreateContext(NULL, NULL);
	cmsHPROFILE handle = context ? calls.cmsCreate_sRGBProfileTHR(context) : NULL;
	struct mc_err *err = save(profile, &calls, handle);

	if (handle)
		(void)calls.cmsCloseProfile(handle);
	if (context)
		calls.cmsDeleteContext(context);
	return err;
}
