/* SPDX-License-Identifier: MIT */
#include "prove/settings.h"

#include <locale.h>
#include <string.h>

#include "base/alloc.h"

enum { VARIABLES = 6, SHIFT_STEP = 617, SHIFT_MAX = 4096 };

static const char *const zones[] = { "Asia/Kathmandu",	  "America/St_Johns",	 "Pacific/Kiritimati",
				     "Pacific/Pago_Pago", "Australia/Lord_Howe", "Africa/Casablanca" };

/* All in UTF-8, as what the sandbox sets is: one that cannot show letters would fail programs that are right.
 */
static const char *const languages[] = { "C.UTF-8",	"tr_TR.UTF-8", "en_US.UTF-8", "es_ES.UTF-8",
					 "de_DE.UTF-8", "uk_UA.UTF-8", "ar_EG.UTF-8" };

void mc_settings_release(struct mc_settings *settings)
{
	mc_arena_release(&settings->arena);
	settings->env = (struct mc_texts){ NULL, 0 };
}

static bool has_language(const char *name)
{
	locale_t locale = newlocale(LC_CTYPE_MASK, name, (locale_t)0);

	if (locale == (locale_t)0)
		return false;
	freelocale(locale);
	return true;
}

/* Of the languages that are installed here, one after the other. */
static const char *language_of(unsigned run)
{
	const char *installed[MC_COUNT(languages)];
	size_t count = 0;

	for (size_t i = 0; i < MC_COUNT(languages); i++) {
		if (has_language(languages[i]))
			installed[count++] = languages[i];
	}
	return count ? installed[(run - 1) % count] : languages[0];
}

static void add(struct mc_settings *settings, const char *text)
{
	settings->env.items[settings->env.count++] = text;
	settings->env.items[settings->env.count] = NULL;
}

void mc_settings_make(struct mc_settings *settings, unsigned run)
{
	struct mc_arena *arena = &settings->arena;
	size_t shift = (size_t)(run - 1) * SHIFT_STEP % SHIFT_MAX;

	settings->env.items = mc_arena_alloc(arena, (VARIABLES + 1) * sizeof(*settings->env.items));
	settings->env.count = 0;
	if (run <= 1)
		return;
	char *padding = mc_arena_alloc(arena, shift + 1);

	memset(padding, 'x', shift);
	add(settings, mc_arena_format(arena, "TZ=%s", zones[(run - 2) % MC_COUNT(zones)]));
	add(settings, mc_arena_format(arena, "LC_ALL=%s", language_of(run)));
	add(settings, mc_arena_format(arena, "PYTHONHASHSEED=%u", run));
	add(settings, mc_arena_format(arena, "PERL_HASH_SEED=%u", run));
	/* Odd, so that it is never 0 and changes both halves of a byte from run to run. */
	add(settings, mc_arena_format(arena, "MALLOC_PERTURB_=%u", run * 86 % 256 | 1));
	add(settings, mc_arena_format(arena, "PADDING=%s", padding));
}

void mc_settings_print(struct mc_buf *out, const struct mc_settings *settings)
{
	for (size_t i = 0; i < settings->env.count; i++) {
		const char *text = settings->env.items[i];
		size_t len = strcspn(text, "=");

		mc_buf_addz(out, i ? " " : "");
		if (strncmp(text, "PADDING=", len + 1) == 0)
			mc_buf_addf(out, "PADDING=$(printf %%%zus)", strlen(text) - len - 1);
		else
			mc_buf_addz(out, text);
	}
}
