/* SPDX-License-Identifier: MIT */
#include "source/lex.h"

#include <string.h>

#include "base/buf.h"
#include "check.h"

static const char letters[] = {
	[MC_TOKEN_WORD] = 'w',	 [MC_TOKEN_NUMBER] = 'n',  [MC_TOKEN_SIGN] = 's', [MC_TOKEN_QUOTE] = 'q',
	[MC_TOKEN_STRING] = 't', [MC_TOKEN_COMMENT] = 'c', [MC_TOKEN_LINE] = 'l', [MC_TOKEN_TEXT] = 'x'
};

/* "w:name s:== n:1 l": every token with the letter of its kind; blanks in tokens are shown as '_'. */
static void check(enum mc_language language, const char *text, const char *wanted)
{
	MC_AUTO(mc_tokens) tokens = MC_TOKENS_INIT;
	MC_AUTO(mc_buf) seen = MC_BUF_INIT;

	mc_source_lex(&tokens, language, text, strlen(text));
	for (size_t i = 0; i < tokens.count; i++) {
		struct mc_str token = mc_token_text(&tokens, &tokens.items[i]);

		mc_buf_addf(&seen, "%s%c", i ? " " : "", letters[tokens.items[i].kind]);
		if (tokens.items[i].kind == MC_TOKEN_LINE)
			continue;
		mc_buf_addc(&seen, ':');
		for (size_t k = 0; k < token.len; k++)
			mc_buf_addc(&seen, strchr(" \n\t", token.ptr[k]) ? '_' : token.ptr[k]);
	}
	assert_string_equal(seen.ptr, wanted);
}

static void test_c(void **state)
{
	(void)state;
	check(MC_LANGUAGE_C, "a->b <<= 0x1fu; // c\n'x'",
	      "w:a s:-> w:b s:<<= n:0x1fu s:; c://_c l q:' t:x q:'");
	check(MC_LANGUAGE_C, "f(1.5e-3, .5, 1-2)/* a\nb */\"\"",
	      "w:f s:( n:1.5e-3 s:, n:.5 s:, n:1 s:- n:2 s:) c:/*_a_b_*/ q:\" q:\"");
	check(MC_LANGUAGE_C, "a \\\n b", "w:a w:b");
}

static void test_script(void **state)
{
	(void)state;
	check(MC_LANGUAGE_SCRIPT, "a === b ?? /x\\/y/.test(`u${v}w`)",
	      "w:a s:=== w:b s:?? q:/ t:x\\/y q:/ s:. w:test s:( q:` t:u s:${ w:v s:} t:w q:` s:)");
	check(MC_LANGUAGE_SCRIPT, "$a / 2 / b=>c", "w:$a s:/ n:2 s:/ w:b s:=> w:c");
}

static void test_python(void **state)
{
	(void)state;
	check(MC_LANGUAGE_PYTHON, "\"\"\"a 'b'\n\"\"\"\nx //= f'{y}' # c",
	      "q:\"\"\" t:a_'b'_ q:\"\"\" l w:x s://= w:f q:' s:{ w:y s:} q:' c:#_c");
}

static void test_shell(void **state)
{
	(void)state;
	check(MC_LANGUAGE_SHELL, "[ \"$n\" -lt 3 ] && sort -k2 a.txt; echo $((n-1))",
	      "s:[ q:\" t:$n q:\" w:-lt n:3 s:] s:&& w:sort w:-k2 w:a.txt s:; w:echo s:$(( w:n s:- n:1 s:))");
	check(MC_LANGUAGE_SHELL, "cat <<E # c\na b\nE\n\"x$(y z)\"",
	      "w:cat s:<< w:E c:#_c l t:a_b_ w:E l q:\" t:x s:$( w:y w:z s:) q:\"");
}

static void test_sql(void **state)
{
	(void)state;
	check(MC_LANGUAGE_SQL, "SELECT a FROM t -- c\nWHERE b <> 'it''s';",
	      "w:SELECT w:a w:FROM w:t c:--_c l w:WHERE w:b s:<> q:' t:it q:' q:' t:s q:' s:;");
}

static void test_html(void **state)
{
	(void)state;
	check(MC_LANGUAGE_HTML, "<!-- c --><p class=\"a b\" hidden>Hi <b>you</b></p><br/>",
	      "c:<!--_c_--> s:< w:p w:class s:= q:\" t:a_b q:\" w:hidden s:> x:Hi s:< w:b s:> x:you s:</ w:b "
	      "s:> "
	      "s:</ w:p s:> s:< w:br s:/>");
	check(MC_LANGUAGE_HTML, "<style>p { a-b: 1px }</style><script>x<1</script>",
	      "s:< w:style s:> w:p s:{ w:a-b s:: n:1 w:px s:} s:</ w:style s:> s:< w:script s:> w:x s:< n:1 "
	      "s:</ "
	      "w:script s:>");
}

static void test_parts_know_their_language_and_line(void **state)
{
	const char *text = "<p>\n<style>\np {\n}</style>";
	MC_AUTO(mc_tokens) tokens = MC_TOKENS_INIT;

	(void)state;
	mc_source_lex(&tokens, MC_LANGUAGE_HTML, text, strlen(text));
	for (size_t i = 0; i < tokens.count; i++) {
		const struct mc_token *token = &tokens.items[i];

		if (mc_token_is(&tokens, token, "{")) {
			assert_int_equal(token->language, MC_LANGUAGE_CSS);
			assert_int_equal(token->line, 3);
		} else if (mc_token_is(&tokens, token, "</")) {
			assert_int_equal(token->language, MC_LANGUAGE_HTML);
			assert_int_equal(token->line, 4);
		}
	}
}

static void test_broken_code_gives_tokens(void **state)
{
	(void)state;
	check(MC_LANGUAGE_C, "\"open\nx", "q:\" t:open l w:x");
	check(MC_LANGUAGE_SCRIPT, "`a${", "q:` t:a s:${");
	check(MC_LANGUAGE_PYTHON, "'''a", "q:''' t:a");
	check(MC_LANGUAGE_HTML, "<p class='a", "s:< w:p w:class s:= q:' t:a");
	check(MC_LANGUAGE_OTHER, "a b\n1", "w:a w:b l n:1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_c),
		cmocka_unit_test(test_script),
		cmocka_unit_test(test_python),
		cmocka_unit_test(test_shell),
		cmocka_unit_test(test_sql),
		cmocka_unit_test(test_html),
		cmocka_unit_test(test_parts_know_their_language_and_line),
		cmocka_unit_test(test_broken_code_gives_tokens),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
