/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the readers of lists of people, as each format in turn: what they take has been checked.
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "roster/roster.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check_text(const char *text)
{
	assert(!text || (strlen(text) <= 2 * MC_ROSTER_MAX_TEXT + 1 && mc_utf8_is_valid(text, strlen(text))));
}

static void check_day(const char *text)
{
	int32_t day;

	assert(!text || !*text || mc_date_read(&day, text));
}

static void check_person(const struct mc_roster_person *person)
{
#define X(member, column) check_text(person->member);
	MC_ROSTER_TEXTS(X)
#undef X
	check_day(person->starts_on);
	check_day(person->ends_on);
	check_day(person->birth_date);
	assert(person->line > 1);
	for (size_t i = 0; i < person->place_count; i++) {
		check_text(person->places[i].course);
		check_day(person->places[i].starts_on);
		check_day(person->places[i].ends_on);
	}
}

static void check_notices(const struct mc_roster_notice *notices, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert(notices[i].file && notices[i].text && *notices[i].text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	/* Zip files are another target's: they are read in a process of their own. */
	if (len >= 2 && !memcmp(bytes, "PK", 2))
		return 0;
	for (unsigned format = MC_ROSTER_ANY; format <= MC_ROSTER_LIMESURVEY; format++) {
		const struct mc_roster_source source = {
			.path = "fuzz.csv",
			.format = format,
			.mapping = "tests/corpus/roster-mapping.json",
		};
		MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;
		MC_AUTOPTR(mc_err) err = mc_roster_read_bytes(&roster, &source, (const char *)bytes, len);

		if (err)
			continue;
		assert(roster.fault_kept <= roster.fault_count && roster.fault_kept <= MC_ROSTER_MAX_FAULTS);
		MC_AUTOPTR(mc_err) bad = mc_roster_check(&roster);

		assert(!bad == (roster.fault_count == 0));
		check_notices(roster.notices, roster.notice_count);
		check_notices(roster.faults, roster.fault_kept);
		for (size_t i = 0; i < roster.count; i++)
			check_person(&roster.people[i]);
	}
	return 0;
}
