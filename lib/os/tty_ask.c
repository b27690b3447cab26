/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include "base/i18n.h"
#include "os/file.h"
#include "os/tty.h"

/* What would end or stop the process while nothing of what is typed shows: they wait until the terminal is as
 * before. */
static const int held_signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP };

struct question {
	int tty;
	int signals; /* readable when one of them waits */
	char *answer;
	size_t len;
	size_t room;
	bool is_too_long;
	bool is_over; /* the line has ended */
	bool is_interrupted;
};

/* One read gives a line or what fits; a line without its end comes from Ctrl-D. */
static struct mc_err *read_part(struct question *question)
{
	char bytes[256];
	ssize_t n = read(question->tty, bytes, sizeof(bytes));

	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return NULL;
	if (n < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot read from the terminal"));
	const char *end = memchr(bytes, '\n', (size_t)n);
	size_t count = end ? (size_t)(end - bytes) : (size_t)n;

	question->is_over = end || n == 0;
	if (n == 0 && question->len == 0)
		return mc_err_new(MC_E_INPUT, _("nothing was typed"));
	if (count > question->room - question->len) {
		question->is_too_long = true;
		count = question->room - question->len;
	}
	memcpy(question->answer + question->len, bytes, count);
	question->len += count;
	explicit_bzero(bytes, sizeof(bytes));
	return NULL;
}

static struct mc_err *read_line(struct question *question)
{
	while (!question->is_over) {
		struct pollfd fds[] = { { question->signals, POLLIN, 0 }, { question->tty, POLLIN, 0 } };

		if (poll(fds, MC_COUNT(fds), -1) < 0 && errno != EINTR)
			return mc_err_sys(MC_E_IO, errno, _("cannot read from the terminal"));
		if (fds[0].revents) {
			question->is_interrupted = true;
			return NULL;
		}
		if (fds[1].revents)
			MC_TRY(read_part(question));
	}
	return question->is_too_long ? mc_err_new(MC_E_INPUT, _("what was typed is too long")) : NULL;
}

/* What is typed before the question or behind the answer is dropped. */
static struct mc_err *ask_unseen(struct question *question, const char *prompt)
{
	struct termios before;

	if (tcgetattr(question->tty, &before) != 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot read from the terminal"));
	struct termios unseen = before;

	unseen.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK | ECHONL);
	unseen.c_lflag |= ICANON | ISIG;
	if (tcsetattr(question->tty, TCSAFLUSH, &unseen) != 0 ||
	    mc_file_write_all(question->tty, prompt, strlen(prompt)) != 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot ask at the terminal"));
	struct mc_err *err = read_line(question);

	(void)tcsetattr(question->tty, TCSAFLUSH, &before);
	(void)!mc_file_write_all(question->tty, "\n", 1);
	return err;
}

/* Lets the signals that wait do what they do; says whether to ask once more, as after a stop. */
static bool let_go(const struct question *question, const sigset_t *before)
{
	sigset_t waiting;
	bool is_stop = sigpending(&waiting) == 0 && sigismember(&waiting, SIGTSTP) == 1;

	for (size_t i = 0; i < MC_COUNT(held_signals); i++)
		is_stop = is_stop &&
			  (held_signals[i] == SIGTSTP || sigismember(&waiting, held_signals[i]) != 1);
	(void)sigprocmask(SIG_SETMASK, before, NULL);
	return question->is_interrupted && is_stop;
}

static struct mc_err *ask_once(struct question *question, bool *is_again, const char *prompt)
{
	sigset_t held;
	sigset_t before;

	(void)sigemptyset(&held);
	for (size_t i = 0; i < MC_COUNT(held_signals); i++)
		(void)sigaddset(&held, held_signals[i]);
	(void)sigprocmask(SIG_BLOCK, &held, &before);
	MC_AUTOFD signals = signalfd(-1, &held, SFD_CLOEXEC | SFD_NONBLOCK);
	struct mc_err *err = NULL;

	question->signals = signals;
	if (signals < 0)
		err = mc_err_sys(MC_E_IO, errno, _("cannot ask at the terminal"));
	else
		err = ask_unseen(question, prompt);
	*is_again = let_go(question, &before);
	return err;
}

struct mc_err *mc_tty_ask(char *answer, size_t *len, size_t room, const char *prompt)
{
	MC_AUTOFD tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	bool is_again = true;

	if (tty < 0)
		return mc_err_new(MC_E_INPUT, _("there is no terminal to ask at"));
	while (is_again) {
		struct question question = { .tty = tty, .answer = answer, .room = room };

		MC_TRY(ask_once(&question, &is_again, prompt));
		if (question.is_interrupted && !is_again)
			return mc_err_new(MC_E_INTERRUPTED, _("interrupted"));
		*len = question.len;
	}
	return NULL;
}
