/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "result/transcript.h"

static void hear(struct mc_transcript *transcript, const char *text, bool is_echoing)
{
	/* Byte by byte: output comes in any pieces. */
	for (; *text; text++)
		mc_transcript_hear(transcript, (struct mc_str){ text, 1 }, is_echoing);
}

static void tells_prompts_from_answers(void **state)
{
	MC_AUTO(mc_transcript) t = MC_TRANSCRIPT_INIT;

	(void)state;
	hear(&t, "Name? ", false);
	mc_transcript_type(&t, mc_str("Amina"));
	hear(&t, "Hello,\n> not typed\nAge? ", false);
	mc_transcript_type(&t, mc_str(""));
	hear(&t, "bye\n", false);
	mc_transcript_end(&t);
	assert_string_equal(t.text.ptr, "  Name? \n> Amina\n  Hello,\n  > not typed\n  Age? \n> \n  bye\n");
	assert_string_equal(t.heard.ptr, "Name? Hello,\n> not typed\nAge? bye\n");
}

static void leaves_out_what_steers_a_terminal(void **state)
{
	static const char *const cases[][2] = {
		{ "\033[1;31mred\033[0m", "red" },
		{ "\033[?25lhidden\033[2K", "hidden" },
		{ "\033]0;title\007a\033]8;;x\033\\b", "ab" },
		{ "\033(Bplain\033=", "plain" },
		{ "line\r\nnext\r\r\nlast", "line\nnext\nlast" },
		{ "50%\r100%", "50%\r100%" },
		{ "bell\007", "bell" },
		{ "cut\033[1", "cut" },
		{ "\303\251", "\303\251" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		MC_AUTO(mc_transcript) t = MC_TRANSCRIPT_INIT;

		hear(&t, cases[i][0], false);
		mc_transcript_end(&t);
		assert_string_equal(t.heard.ptr, cases[i][1]);
	}
}

static void leaves_out_the_echo_of_an_answer(void **state)
{
	static const struct {
		const char *answer;
		const char *heard;
		bool is_echoing;
		const char *wanted;
	} cases[] = {
		{ "Amina", "Amina\r\nHello", true, "Hello" },
		{ "Amina", "\033[1GAm\033[0Kina\r\nHello", true, "Hello" },
		/* Without echo it is the program's own. */
		{ "Amina", "Amina\nHello", false, "Amina\nHello" },
		/* Only once, and only whole. */
		{ "a", "a\na\n", true, "a\n" },
		{ "Amina", "Amin!", true, "Amin!" },
		{ "Amina", "Ami", true, "Ami" },
		{ "", "\r\nnext", true, "next" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		MC_AUTO(mc_transcript) t = MC_TRANSCRIPT_INIT;

		mc_transcript_type(&t, mc_str(cases[i].answer));
		hear(&t, cases[i].heard, cases[i].is_echoing);
		mc_transcript_end(&t);
		assert_string_equal(t.heard.ptr, cases[i].wanted);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(tells_prompts_from_answers),
					    cmocka_unit_test(leaves_out_what_steers_a_terminal),
					    cmocka_unit_test(leaves_out_the_echo_of_an_answer) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
