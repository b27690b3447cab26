/* SPDX-License-Identifier: MIT */
#include "cli/passphrase.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>

#include "check.h"
#include "os/tty.h"
#include "temp.h"

static struct mc_err *get(struct mc_buf *text, const char *file, const char *fd, bool is_new)
{
	const struct mc_passphrase from = { file, fd };

	mc_seal_wipe(text);
	return mc_passphrase_get(text, &from, "records.key", is_new);
}

static void put_private(const char *text)
{
	temp_put("pass", text);
	assert_int_equal(chmod("pass", 0600), 0);
}

static void reads_the_first_line_of_a_private_file(void **state)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	(void)state;
	put_private("correct horse\nbattery\n");
	assert_ok(get(&text, "pass", NULL, true));
	assert_string_equal(text.ptr, "correct horse");
	put_private("no line end");
	assert_ok(get(&text, "pass", NULL, false));
	assert_string_equal(text.ptr, "no line end");
	put_private(" made on Windows \r\n");
	assert_ok(get(&text, "pass", NULL, false));
	assert_string_equal(text.ptr, " made on Windows ");
}

/* The error must have the code and nothing of the passphrase. */
static void refused(enum mc_code code, struct mc_err *err)
{
	assert_non_null(err);
	assert_null(strstr(err->msg, "horse"));
	assert_true(!err->hint || !strstr(err->hint, "horse"));
	assert_err(code, err);
}

static void refuses_what_is_no_passphrase(void **state)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	(void)state;
	put_private("");
	refused(MC_E_INPUT, get(&text, "pass", NULL, false));
	put_private("\nhorse\n");
	refused(MC_E_INPUT, get(&text, "pass", NULL, false));
	put_private("horse 7\n");
	assert_ok(get(&text, "pass", NULL, false));
	refused(MC_E_INPUT, get(&text, "pass", NULL, true));
	put_private("p\xc3\xa1jaro 7\n");
	assert_ok(get(&text, "pass", NULL, true));
	for (size_t i = 0; i < MC_PASSPHRASE_BYTES; i++)
		mc_buf_addc(&line, 'x');
	put_private(line.ptr);
	assert_ok(get(&text, "pass", NULL, true));
	assert_int_equal(text.len, MC_PASSPHRASE_BYTES);
	mc_buf_addc(&line, 'x');
	put_private(line.ptr);
	refused(MC_E_INPUT, get(&text, "pass", NULL, true));
	put_private("correct horse");
	assert_int_equal(chmod("pass", 0640), 0);
	refused(MC_E_INPUT, get(&text, "pass", NULL, false));
	refused(MC_E_IO, get(&text, "missing", NULL, false));
	refused(MC_E_USAGE, get(&text, "pass", "0", false));
}

static void refuses_zero_bytes(void **state)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	FILE *file;

	(void)state;
	put_private("");
	file = fopen("pass", "w");
	assert_non_null(file);
	assert_int_equal(fwrite("horse\0battery", 1, 13, file), 13);
	assert_int_equal(fclose(file), 0);
	refused(MC_E_INPUT, get(&text, "pass", NULL, false));
}

static void reads_one_line_of_a_descriptor(void **state)
{
	static const char bytes[] = "correct horse\nrest";
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	char number[20];
	char rest[10] = { 0 };
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], bytes, strlen(bytes)), (ssize_t)strlen(bytes));
	(void)snprintf(number, sizeof(number), "%d", ends[0]);
	assert_ok(get(&text, NULL, number, false));
	assert_string_equal(text.ptr, "correct horse");
	assert_int_equal(read(ends[0], rest, sizeof(rest) - 1), 4);
	(void)close(ends[0]);
	(void)close(ends[1]);
	refused(MC_E_IO, get(&text, NULL, number, false));
	refused(MC_E_USAGE, get(&text, NULL, "", false));
	refused(MC_E_USAGE, get(&text, NULL, "3x", false));
	refused(MC_E_USAGE, get(&text, NULL, "-1", false));
	refused(MC_E_USAGE, get(&text, NULL, "99999999999999999999", false));
}

/* A child on a terminal of its own asks; what it got, or its error, comes through the pipe. */
struct talk {
	pid_t child;
	int terminal;
	int result;
	char seen[2000]; /* on the terminal */
	size_t seen_len;
};

static void child_asks(int result, bool is_new)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_err *err = get(&text, NULL, NULL, is_new);
	struct termios now;

	mc_buf_addf(&text, "%s%s", err ? mc_code_name(err->code) : "|ok",
		    tcgetattr(STDIN_FILENO, &now) == 0 && (now.c_lflag & ECHO) ? "|echo" : "|silent");
	(void)!write(result, text.ptr, text.len);
	mc_err_free(err);
	mc_seal_wipe(&text);
	_exit(0);
}

static void start(struct talk *talk, bool is_new)
{
	int ends[2];

	*talk = (struct talk){ .result = -1 };
	assert_int_equal(pipe(ends), 0);
	talk->child = forkpty(&talk->terminal, NULL, NULL, NULL);
	assert_true(talk->child >= 0);
	if (talk->child == 0)
		child_asks(ends[1], is_new);
	(void)close(ends[1]);
	talk->result = ends[0];
}

/* Waits, at most 20 s, until the terminal shows wanted. */
static void wait_for(struct talk *talk, const char *wanted)
{
	while (!strstr(talk->seen, wanted)) {
		struct pollfd fd = { talk->terminal, POLLIN, 0 };

		if (poll(&fd, 1, 20000) != 1)
			fail_msg("the terminal shows no '%s'", wanted);
		ssize_t n = read(talk->terminal, talk->seen + talk->seen_len,
				 sizeof(talk->seen) - 1 - talk->seen_len);

		if (n <= 0)
			fail_msg("the terminal shows '%s' and no '%s'", talk->seen, wanted);
		talk->seen_len += (size_t)n;
	}
}

static void type(const struct talk *talk, const char *keys)
{
	assert_int_equal(write(talk->terminal, keys, strlen(keys)), (ssize_t)strlen(keys));
}

/* What the child got; its wait status. */
static int finish(struct talk *talk, char *text, size_t size)
{
	size_t len = 0;
	int status = 0;

	for (ssize_t n = 1; n > 0; len += (size_t)n) {
		n = read(talk->result, text + len, size - 1 - len);
		assert_true(n >= 0);
	}
	text[len] = '\0';
	assert_int_equal(waitpid(talk->child, &status, 0), talk->child);
	(void)close(talk->terminal);
	(void)close(talk->result);
	return status;
}

static void asks_at_the_terminal_unseen(void **state)
{
	struct talk talk;
	char text[200];

	(void)state;
	start(&talk, false);
	wait_for(&talk, "passphrase for 'records.key': ");
	type(&talk, "correct horsf\177e\n");
	wait_for(&talk, "\n");
	assert_int_equal(finish(&talk, text, sizeof(text)), 0);
	assert_string_equal(text, "correct horse|ok|echo");
	assert_null(strstr(talk.seen, "horse"));
	assert_null(strstr(talk.seen, "corr"));
}

static void asks_twice_for_a_new_one(void **state)
{
	struct talk talk;
	char text[200];

	(void)state;
	start(&talk, true);
	wait_for(&talk, "new passphrase for 'records.key': ");
	type(&talk, "correct horse\n");
	wait_for(&talk, "the same again for 'records.key': ");
	type(&talk, "correct horse\n");
	(void)finish(&talk, text, sizeof(text));
	assert_string_equal(text, "correct horse|ok|echo");

	start(&talk, true);
	wait_for(&talk, "new passphrase for 'records.key': ");
	type(&talk, "correct horse\n");
	wait_for(&talk, "the same again for 'records.key': ");
	type(&talk, "correct house\n");
	(void)finish(&talk, text, sizeof(text));
	assert_string_equal(text, "input|echo");
}

static void the_end_of_input_is_an_error(void **state)
{
	struct talk talk;
	char text[200];

	(void)state;
	start(&talk, false);
	wait_for(&talk, ": ");
	type(&talk, "\004");
	(void)finish(&talk, text, sizeof(text));
	assert_string_equal(text, "input|echo");
}

static void ctrl_c_ends_the_program_with_the_terminal_as_before(void **state)
{
	struct talk talk;
	struct termios now;
	char text[200];

	(void)state;
	start(&talk, false);
	wait_for(&talk, ": ");
	type(&talk, "half a horse");
	assert_int_equal(tcgetattr(talk.terminal, &now), 0);
	assert_false(now.c_lflag & ECHO);
	int terminal = dup(talk.terminal);

	type(&talk, "\003");
	int status = finish(&talk, text, sizeof(text));

	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
	assert_string_equal(text, "");
	assert_int_equal(tcgetattr(terminal, &now), 0);
	assert_true(now.c_lflag & ECHO);
	(void)close(terminal);
}

static void asks_again_after_a_stop(void **state)
{
	struct talk talk;
	char text[200];
	int status = 0;

	(void)state;
	start(&talk, false);
	wait_for(&talk, "key': ");
	/* Sent and not typed: a child without a shell is an orphan, whom the terminal does not stop. */
	assert_int_equal(kill(talk.child, SIGSTOP), 0);
	assert_int_equal(waitpid(talk.child, &status, WUNTRACED), talk.child);
	assert_true(WIFSTOPPED(status));
	assert_int_equal(kill(talk.child, SIGCONT), 0);
	assert_int_equal(kill(talk.child, SIGTSTP), 0);
	wait_for(&talk, "key': \r\npassphrase for 'records.key': ");
	type(&talk, "correct horse\n");
	(void)finish(&talk, text, sizeof(text));
	assert_string_equal(text, "correct horse|ok|echo");
}

static void a_line_that_is_too_long_is_refused(void **state)
{
	struct talk talk;
	char line[MC_PASSPHRASE_BYTES + 3];
	char text[2000];

	(void)state;
	memset(line, 'x', sizeof(line));
	line[MC_PASSPHRASE_BYTES + 1] = '\n';
	line[MC_PASSPHRASE_BYTES + 2] = '\0';
	start(&talk, false);
	wait_for(&talk, ": ");
	type(&talk, line);
	(void)finish(&talk, text, sizeof(text));
	assert_string_equal(text, "input|echo");
}

static void without_a_terminal_it_says_what_else_there_is(void **state)
{
	int status = 0;

	(void)state;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		(void)setsid();
		struct mc_err *err = get(&text, NULL, NULL, false);
		bool is_right = err && err->code == MC_E_INPUT && err->hint &&
				strstr(err->hint, "--passphrase-file") != NULL;

		mc_err_free(err);
		mc_seal_wipe(&text);
		_exit(is_right ? 7 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(reads_the_first_line_of_a_private_file, temp_enter,
						temp_leave),
		cmocka_unit_test_setup_teardown(refuses_what_is_no_passphrase, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(refuses_zero_bytes, temp_enter, temp_leave),
		cmocka_unit_test(reads_one_line_of_a_descriptor),
		cmocka_unit_test(asks_at_the_terminal_unseen),
		cmocka_unit_test(asks_twice_for_a_new_one),
		cmocka_unit_test(the_end_of_input_is_an_error),
		cmocka_unit_test(ctrl_c_ends_the_program_with_the_terminal_as_before),
		cmocka_unit_test(asks_again_after_a_stop),
		cmocka_unit_test(a_line_that_is_too_long_is_refused),
		cmocka_unit_test(without_a_terminal_it_says_what_else_there_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
