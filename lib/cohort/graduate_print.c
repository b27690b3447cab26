/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "cohort/graduate.h"
#include "ext/json_write.h"

static const char *mark_of(enum mc_rule_state state)
{
	return state == MC_RULE_PASS ? "✓" : state == MC_RULE_FAIL ? "✗" : "?";
}

static const char *words_of(const struct mc_graduate_row *row)
{
	if (row->decided)
		return _("graduated");
	return row->check.state == MC_RULE_PASS	  ? _("meets all rules")
	       : row->check.state == MC_RULE_FAIL ? _("does not meet all rules")
						  : _("not enough is known");
}

static void print_row(struct mc_buf *out, const struct mc_graduate_row *row, const char *lang,
		      bool is_verbose)
{
	mc_buf_addf(out, "%s %s: %s", mark_of(row->decided ? MC_RULE_PASS : row->check.state),
		    row->enrolment->learner, words_of(row));
	if (row->decided && *row->decided)
		mc_buf_addf(out, " (%s)", row->decided);
	mc_buf_addc(out, '\n');
	for (size_t i = 0; i < row->check.count; i++) {
		const struct mc_rule_check *check = &row->check.checks[i];
		bool is_fine = check->state == MC_RULE_PASS || check->state == MC_RULE_NOT_ASKED;

		if (!is_verbose && (is_fine || row->decided))
			continue;
		mc_buf_addf(out, "    %s %s: ", mark_of(check->state),
			    mc_words_pick(&check->rule->title, lang));
		mc_rule_check_words(out, check);
		mc_buf_addc(out, '\n');
	}
}

void mc_graduate_print_text(struct mc_buf *out, const struct mc_graduate *graduate, const char *lang,
			    bool is_verbose)
{
	size_t ready = 0;

	mc_buf_addf(out, _("%s as of %s, by the rules %s\n\n"), graduate->cohorts.items[0].id,
		    graduate->as_of, graduate->rules->set_id);
	for (size_t i = 0; i < graduate->count; i++) {
		print_row(out, &graduate->rows[i], lang, is_verbose);
		ready += !graduate->rows[i].decided && graduate->rows[i].check.state == MC_RULE_PASS;
	}
	mc_buf_addf(out, NP_("\n%zu learner can graduate now\n", "\n%zu learners can graduate now\n", ready),
		    ready);
	if (ready > 0)
		mc_buf_addf(out, _("next: migracode graduate decide --cohort %s --on <day>\n"),
			    graduate->cohorts.items[0].id);
}

static void write_row(struct mc_json_writer *writer, const struct mc_graduate_row *row)
{
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "learner", row->enrolment->learner);
	mc_json_key_text(writer, "state", mc_rule_state_name(row->check.state));
	mc_json_key_text(writer, "graduated_on", row->enrolment->facts[MC_FACT_GRADUATED_ON]);
	mc_json_key_text(writer, "decided_by", row->decided);
	mc_json_key(writer, "rules");
	mc_rules_check_write(writer, &row->check);
	mc_json_end(writer);
}

void mc_graduate_print_json(struct mc_buf *out, const struct mc_graduate *graduate)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/graduate/v1");
	mc_json_key_text(&writer, "cohort", graduate->cohorts.items[0].id);
	mc_json_key_text(&writer, "as_of", graduate->as_of);
	mc_json_key_text(&writer, "rule_set", graduate->rules->set_id);
	mc_json_key(&writer, "learners");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < graduate->count; i++)
		write_row(&writer, &graduate->rows[i]);
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
