/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "cohort/activity.h"
#include "ext/json_write.h"

static int64_t heads_of(const struct mc_activity *activity)
{
	int64_t sum = 0;

	for (size_t i = 0; i < activity->group_count; i++)
		sum += activity->heads[i].heads;
	return sum;
}

static void print_activity(struct mc_buf *out, const struct mc_activity *activity)
{
	mc_buf_addf(out, "%s  %s", activity->on, activity->id);
	if (activity->title)
		mc_buf_addf(out, "  %s", activity->title);
	if (activity->cohort)
		mc_buf_addf(out, "  (%s)", activity->cohort);
	mc_buf_addc(out, '\n');
	if (activity->group_count > 0) {
		mc_buf_addf(out, NP_("    %lld person:", "    %lld people:", heads_of(activity)),
			    (long long)heads_of(activity));
		for (size_t i = 0; i < activity->group_count; i++)
			mc_buf_addf(out, " %s %lld%s", activity->heads[i].people,
				    (long long)activity->heads[i].heads,
				    i + 1 < activity->group_count ? "," : "\n");
	}
	if (activity->learners > 0)
		mc_buf_addf(out, NP_("    %lld learner\n", "    %lld learners\n", activity->learners),
			    (long long)activity->learners);
	if (activity->employers > 0)
		mc_buf_addf(out, NP_("    %lld employer\n", "    %lld employers\n", activity->employers),
			    (long long)activity->employers);
}

void mc_activities_print_text(struct mc_buf *out, const struct mc_activities *activities)
{
	int64_t heads = 0;

	for (size_t i = 0; i < activities->count; i++) {
		print_activity(out, &activities->items[i]);
		heads += heads_of(&activities->items[i]);
	}
	mc_buf_addf(out, NP_("%zu activity", "%zu activities", activities->count), activities->count);
	mc_buf_addf(out, NP_(", %lld person\n", ", %lld people\n", heads), (long long)heads);
}

static void add_activity(struct mc_json_writer *writer, const struct mc_activity *activity)
{
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "activity", activity->id);
	mc_json_key_text(writer, "kind", activity->kind);
	mc_json_key_text(writer, "on", activity->on);
	mc_json_key_text(writer, "cohort", activity->cohort);
	mc_json_key_text(writer, "title", activity->title);
	if (activity->minutes > 0)
		mc_json_key_int(writer, "minutes", activity->minutes);
	mc_json_key_int(writer, "employers", activity->employers);
	mc_json_key_int(writer, "learners", activity->learners);
	mc_json_key(writer, "heads");
	mc_json_start(writer, '{');
	for (size_t i = 0; i < activity->group_count; i++)
		mc_json_key_int(writer, activity->heads[i].people, activity->heads[i].heads);
	mc_json_end(writer);
	mc_json_end(writer);
}

void mc_activities_print_json(struct mc_buf *out, const struct mc_activities *activities)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/activities/v1");
	mc_json_key(&writer, "activities");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < activities->count; i++)
		add_activity(&writer, &activities->items[i]);
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
