/* SPDX-License-Identifier: MIT */
#include "batch/survey.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "batch/survey_part.h"
#include "os/clock.h"
#include "os/confine.h"
#include "os/exe.h"
#include "os/worker.h"

/* A loose object that ends too early makes libgit2 1.5 inflate for ever, and a pack of kilobytes can describe
 * objects of gigabytes: the child that meets them is given up, and another one goes on behind. */
enum { MAX_JOBS = 64, PLACE_CPU_MS = 5 * 1000, PLACE_WALL_MS = 120 * 1000, LOOK_MS = 250 };

#define MEMORY_BYTES (256u * 1024 * 1024)
#define ANSWER_MAX_BYTES (16u * 1024 * 1024)

_Static_assert(MAX_JOBS + 1 <= MC_FDS_MAX, "more is waited for than mc_fds_wait_for() takes");

/* First byte of an answer. */
enum { ANSWER_OK = 'o', ANSWER_ERR = 'e' };

/* What the parent knows of one child. */
struct seat {
	struct mc_worker worker;
	size_t index;		  /* place that it is at; SIZE_MAX: none */
	uint64_t cpu_ms, wall_ms; /* when it began with it */
};

struct run {
	const struct mc_survey *survey;
	char *folder; /* that holds all repositories */
	struct seat *seats;
	size_t seat_count;
	size_t next;
	size_t answered;
	int signals;
};

/* ---- in a child ---- */

static void ask(struct mc_buf *frame, struct mc_survey_set *set, const struct mc_survey_place *place)
{
	struct mc_survey_answer *answers = mc_alloc_zero(place->count, sizeof(*answers));
	MC_AUTOPTR(mc_err) err = mc_survey_ask(answers, set, place);

	mc_buf_addc(frame, err ? ANSWER_ERR : ANSWER_OK);
	if (err)
		mc_err_pack(frame, err);
	else
		mc_survey_pack(frame, answers, place->count);
	free(answers);
}

static void live(int fd, void *context)
{
	const struct run *run = context;
	struct mc_survey_set set = { .count = 0 };
	MC_AUTO(mc_buf) frame = MC_BUF_INIT;
	bool is_end;
	size_t index;

	mc_close_others(fd);
	mc_worker_limit(&(struct mc_worker_limits){ .more_bytes = MEMORY_BYTES });
	/* Messages come from the catalogue, which must be open before nothing else can be opened. */
	(void)_("unknown");
	mc_confine_to(run->folder);
	for (;;) {
		MC_AUTOPTR(mc_err) err = mc_frame_read(&frame, &is_end, fd, sizeof(index));

		if (err || is_end || frame.len != sizeof(index))
			break;
		memcpy(&index, frame.ptr, sizeof(index));
		mc_buf_reset(&frame);
		ask(&frame, &set, &run->survey->places[index]);
		mc_err_drop(mc_frame_write(fd, frame.ptr, frame.len));
	}
	mc_survey_set_release(&set);
}

/* ---- in the parent ---- */

static struct mc_err *gave_up(const struct mc_survey_place *place, bool is_stuck)
{
	if (is_stuck)
		return mc_err_hint(
			mc_err_new(MC_E_LIMIT,
				   _("the repository '%s' takes too long to look through: it is damaged "
				     "or too large"),
				   place->repo),
			_("see what git says of it: git -C %s fsck"), place->repo);
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("the repository '%s' cannot be read: it is damaged"),
				      place->repo),
			   _("the repository is damaged or incomplete: git -C %s fsck"), place->repo);
}

/* Gives the next place to a child; when there is none left, it may go. */
static struct mc_err *feed(struct run *run, struct seat *seat)
{
	seat->index = SIZE_MAX;
	if (run->next == run->survey->count) {
		mc_worker_end(&seat->worker);
		return NULL;
	}
	if (seat->worker.pid == 0)
		MC_TRY(mc_worker_open(&seat->worker, live, run));
	seat->index = run->next++;
	seat->cpu_ms = mc_worker_cpu_ms(&seat->worker);
	seat->wall_ms = mc_clock_ms();
	/* A child that died meanwhile is found by the next read. */
	mc_err_drop(mc_frame_write(seat->worker.fd, &seat->index, sizeof(seat->index)));
	return NULL;
}

static struct mc_err *tell(struct run *run, const struct seat *seat, const struct mc_survey_answer *answers,
			   const struct mc_err *err)
{
	run->answered++;
	return run->survey->done(run->survey->context, seat->index, answers, err);
}

static struct mc_err *give_up(struct run *run, struct seat *seat, bool is_stuck)
{
	MC_AUTOPTR(mc_err) err = gave_up(&run->survey->places[seat->index], is_stuck);

	(void)mc_worker_kill(&seat->worker);
	MC_TRY(tell(run, seat, NULL, err));
	return feed(run, seat);
}

/* What mc_err_unpack() may be given. */
static bool is_packed_err(struct mc_str bytes)
{
	return bytes.len >= 3 && (unsigned char)bytes.ptr[0] <= MC_E_INTERRUPTED &&
	       bytes.ptr[bytes.len - 1] == '\0' && memchr(bytes.ptr + 1, '\0', bytes.len - 2);
}

static struct mc_err *take(struct run *run, struct seat *seat, struct mc_str answer, bool *is_taken)
{
	size_t count = run->survey->places[seat->index].count;

	*is_taken = true;
	if (answer.len > 0 && answer.ptr[0] == ANSWER_ERR &&
	    is_packed_err((struct mc_str){ answer.ptr + 1, answer.len - 1 })) {
		MC_AUTOPTR(mc_err) err = mc_err_unpack(answer.ptr + 1);

		return tell(run, seat, NULL, err);
	}
	struct mc_survey_answer *answers = mc_alloc_zero(count, sizeof(*answers));
	struct mc_err *err = NULL;

	if (answer.len > 0 && answer.ptr[0] == ANSWER_OK &&
	    mc_survey_unpack(answers, count, (struct mc_str){ answer.ptr + 1, answer.len - 1 }))
		err = tell(run, seat, answers, NULL);
	else
		*is_taken = false;
	free(answers);
	return err;
}

static struct mc_err *hear(struct run *run, struct seat *seat)
{
	MC_AUTO(mc_buf) frame = MC_BUF_INIT;
	bool is_end = true;
	bool is_taken = false;

	mc_err_drop(mc_frame_read(&frame, &is_end, seat->worker.fd, ANSWER_MAX_BYTES));
	if (!is_end)
		MC_TRY(take(run, seat, (struct mc_str){ frame.ptr, frame.len }, &is_taken));
	return is_taken ? feed(run, seat) : give_up(run, seat, false);
}

static bool is_stuck(const struct seat *seat)
{
	return seat->index != SIZE_MAX && (mc_worker_cpu_ms(&seat->worker) - seat->cpu_ms > PLACE_CPU_MS ||
					   mc_clock_ms() - seat->wall_ms > PLACE_WALL_MS);
}

static struct mc_err *give_up_stuck(struct run *run)
{
	for (size_t i = 0; i < run->seat_count; i++) {
		if (is_stuck(&run->seats[i]))
			MC_TRY(give_up(run, &run->seats[i], true));
	}
	return NULL;
}

static struct mc_err *loop(struct run *run)
{
	int fds[MAX_JOBS + 1];

	while (run->answered < run->survey->count) {
		size_t ready;

		for (size_t i = 0; i < run->seat_count; i++)
			fds[i] = run->seats[i].worker.fd;
		fds[run->seat_count] = run->signals;
		MC_TRY(mc_fds_wait_for(&ready, fds, run->seat_count + 1, LOOK_MS));
		if (ready == run->seat_count)
			return mc_err_new(MC_E_INTERRUPTED, _("interrupted after %zu of %zu"), run->answered,
					  run->survey->count);
		if (ready < run->seat_count)
			MC_TRY(hear(run, &run->seats[ready]));
		else
			MC_TRY(give_up_stuck(run));
	}
	return NULL;
}

static struct mc_err *start(struct run *run)
{
	MC_TRY(mc_signals_open(&run->signals));
	for (size_t i = 0; i < run->seat_count; i++)
		MC_TRY(feed(run, &run->seats[i]));
	return loop(run);
}

/* Absolute path of the folder that all repositories are below; owned by the caller. */
static char *common_folder(const struct mc_survey *survey)
{
	MC_AUTOTEXT common = NULL;

	for (size_t i = 0; i < survey->count; i++) {
		MC_AUTOTEXT path = realpath(survey->places[i].repo, NULL);
		size_t len = 0;

		if (!path)
			continue; /* it is not there: opening it says so */
		if (!common) {
			common = MC_TAKE(path);
			continue;
		}
		while (path[len] && path[len] == common[len])
			len++;
		if (common[len] || (path[len] && path[len] != '/')) {
			while (len > 1 && common[len - 1] != '/')
				len--;
			common[len] = '\0';
		}
	}
	return common ? MC_TAKE(common) : mc_strdup("/");
}

struct mc_err *mc_survey_run(const struct mc_survey *survey)
{
	unsigned jobs = survey->jobs ? survey->jobs : mc_cpu_count();
	struct run run = { .survey = survey, .signals = -1 };

	if (survey->count == 0)
		return NULL;
	MC_TRY(mc_repo_view_load());
	run.folder = common_folder(survey);
	run.seat_count = jobs < survey->count ? jobs : survey->count;
	if (run.seat_count > MAX_JOBS)
		run.seat_count = MAX_JOBS;
	run.seats = mc_alloc(run.seat_count * sizeof(*run.seats));
	for (size_t i = 0; i < run.seat_count; i++)
		run.seats[i] = (struct seat){ .worker = MC_WORKER_INIT, .index = SIZE_MAX };
	struct mc_err *err = start(&run);

	for (size_t i = 0; i < run.seat_count; i++)
		(void)mc_worker_kill(&run.seats[i].worker);
	mc_signals_close(run.signals);
	free(run.seats);
	free(run.folder);
	return err;
}
