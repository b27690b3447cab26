/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "batch/slurm_ask.h"
#include "batch/slurm_part.h"
#include "os/clock.h"

enum {
	QUEUE_MAX_BYTES = 256 * 1024 * 1024,
	QUEUE_EVERY_MS = 500, /* or ten times what an answer takes */
	QUEUE_TIMES = 10,
	BACK_OFF_MS = 1000,
	BACK_OFF_MOST_MS = 30000,
	KNOCK_EVERY_MS = 500,
	KNOCK_AGAIN_MS = 30000, /* where a firewall lets nothing through */
	KNOCK_WAIT_MS = 300,
	REFUSED_MS = 1000, /* a slurmd that is started anew is back by then, mostly */
};

/* ---- machines ---- */

size_t mc_slurm_machine(struct mc_slurm_run *run, struct mc_str name)
{
	for (size_t i = 0; i < run->machine_count; i++) {
		if (mc_str_is_equal(mc_str(run->machines[i].name), name))
			return i;
	}
	struct mc_slurm_machine *machine =
		MC_VEC_ADD(run->machines, run->machine_count, run->machine_capacity);

	*machine = (struct mc_slurm_machine){ .name = mc_strndup(name.ptr, name.len) };
	return run->machine_count - 1;
}

static void learn(struct mc_slurm_machine *machine)
{
	MC_AUTO(mc_buf) answer = MC_BUF_INIT;
	struct mc_slurm_node node;

	mc_slurm_show_node(&answer, machine->name);
	if (!mc_slurm_read_node(&node, (struct mc_str){ answer.ptr, answer.len }))
		return;
	free(machine->address);
	machine->address = mc_strndup(node.address.ptr, node.address.len);
	machine->port = node.port;
	machine->is_down = node.is_down;
}

/* The controller finds out about a dead node after minutes, whoever knocks at its door at once. */
static void knock(struct mc_slurm_machine *machine, uint64_t now_ms)
{
	machine->knock_ms = now_ms + KNOCK_EVERY_MS;
	if (!machine->address || machine->port == 0)
		learn(machine);
	if (!machine->address || machine->port == 0)
		return;
	switch (mc_reach_port(machine->address, machine->port, KNOCK_WAIT_MS)) {
	case MC_REACH_ANSWERS:
		machine->refused_ms = 0;
		break;
	case MC_REACH_REFUSED:
		machine->refused_ms = machine->refused_ms ? machine->refused_ms : now_ms;
		break;
	case MC_REACH_UNKNOWN:
		machine->knock_ms = now_ms + KNOCK_AGAIN_MS;
		learn(machine);
		break;
	}
}

static bool is_dead(const struct mc_slurm_machine *machine, uint64_t now_ms)
{
	return machine->is_down || (machine->refused_ms && now_ms - machine->refused_ms >= REFUSED_MS);
}

/* Only who has work of ours, or was taken for dead and may be back. */
static void knock_at_all(struct mc_slurm_run *run, uint64_t now_ms)
{
	for (size_t i = 0; i < run->piece_count; i++) {
		const struct mc_slurm_piece *piece = &run->pieces[i];

		if (piece->missing == 0 || !piece->is_queued || piece->state != MC_SLURM_RUNS ||
		    piece->machine == MC_SLURM_NONE)
			continue;
		if (now_ms >= run->machines[piece->machine].knock_ms)
			knock(&run->machines[piece->machine], now_ms);
	}
}

/* ---- queue ---- */

char *mc_slurm_names(const struct mc_slurm_run *run)
{
	MC_AUTO(mc_buf) names = MC_BUF_INIT;

	for (size_t i = 0; i < run->wave_count; i++)
		mc_buf_addf(&names, "%smigracode-%s-%zu", i ? "," : "", run->id, i);
	return mc_buf_take(&names);
}

/* "migracode-0123456789abcdef-3" is wave 3. */
static size_t wave_of(const struct mc_slurm_run *run, struct mc_str name)
{
	size_t wave = 0;
	size_t digits = 0;

	while (digits < name.len && name.ptr[name.len - 1 - digits] != '-')
		digits++;
	for (size_t i = name.len - digits; i < name.len; i++)
		wave = wave * 10 + (size_t)(name.ptr[i] - '0');
	return digits > 0 && digits < 9 && wave < run->wave_count ? wave : MC_SLURM_NONE;
}

static void take_element(struct mc_slurm_run *run, const struct mc_slurm_element *element, uint64_t now_ms)
{
	size_t wave = wave_of(run, element->name);
	size_t p = 0;

	if (wave == MC_SLURM_NONE || element->index >= run->waves[wave].count)
		return;
	for (size_t i = 0; i < wave; i++)
		p += run->waves[i].count;
	struct mc_slurm_piece *piece = &run->pieces[p + element->index];

	if (element->state == MC_SLURM_RUNS && (!piece->is_queued || piece->state != MC_SLURM_RUNS))
		piece->moved_ms = now_ms;
	piece->is_queued = true;
	piece->state = element->state;
	if (element->state == MC_SLURM_RUNS && element->node.len > 0)
		piece->machine = mc_slurm_machine(run, element->node);
	if (element->state == MC_SLURM_HELD && piece->missing > 0)
		(void)snprintf(run->held_job, sizeof(run->held_job), "%.*s", (int)element->job.len,
			       element->job.ptr);
}

static void mark_gone(struct mc_slurm_run *run, uint64_t now_ms)
{
	for (size_t i = 0; i < run->piece_count; i++) {
		struct mc_slurm_piece *piece = &run->pieces[i];
		bool runs = piece->is_queued && piece->state == MC_SLURM_RUNS;
		bool is_live = (piece->is_queued && piece->state == MC_SLURM_WAITS) ||
			       (runs && (piece->machine == MC_SLURM_NONE ||
					 !is_dead(&run->machines[piece->machine], now_ms)));

		if (is_live)
			piece->gone_ms = 0;
		else if (piece->gone_ms == 0)
			piece->gone_ms = now_ms;
	}
}

/* Nobody but who has spoken with the controller knows that something is gone. */
static void fall_silent(struct mc_slurm_run *run, uint64_t now_ms, struct mc_err *err)
{
	if (run->silent_ms == 0) {
		run->silent_ms = now_ms;
		run->back_off_ms = BACK_OFF_MS;
		if (run->slurm->tell)
			run->slurm->tell(run->slurm->context, err->msg);
	} else if (run->back_off_ms < BACK_OFF_MOST_MS) {
		run->back_off_ms *= 2;
	}
	run->queue_ms = now_ms + run->back_off_ms;
	mc_err_drop(err);
}

/* In a child: the queue, or why it cannot be had, behind a letter that says which. */
static void ask_in_child(int fd, void *context)
{
	const struct mc_slurm_run *run = context;
	MC_AUTO(mc_buf) answer = MC_BUF_INIT;
	MC_AUTOTEXT names = mc_slurm_names(run);

	mc_buf_addc(&answer, 'q');
	struct mc_err *err = mc_slurm_queue(&answer, names);

	if (err) {
		mc_buf_reset(&answer);
		mc_buf_addc(&answer, 'e');
		mc_err_pack(&answer, err);
		mc_err_free(err);
	}
	mc_err_drop(mc_frame_write(fd, answer.ptr, answer.len));
}

static void take_queue(struct mc_slurm_run *run, struct mc_str answer, uint64_t now_ms)
{
	struct mc_slurm_element element;

	run->silent_ms = 0;
	run->asked_ms = run->asking_ms;
	run->held_job[0] = '\0';
	for (size_t i = 0; i < run->piece_count; i++)
		run->pieces[i].is_queued = false;
	while (mc_slurm_read_element(&element, &answer))
		take_element(run, &element, now_ms);
	uint64_t pause_ms = (now_ms - run->asking_ms) * QUEUE_TIMES;

	run->queue_ms = now_ms + (pause_ms > QUEUE_EVERY_MS ? pause_ms : QUEUE_EVERY_MS);
}

/* Takes the answer when it is there. */
static struct mc_err *hear_queue(struct mc_slurm_run *run, uint64_t now_ms)
{
	MC_AUTO(mc_buf) answer = MC_BUF_INIT;
	bool is_end;

	if (!mc_frame_wait(run->asker.fd, 1))
		return NULL;
	struct mc_err *err = mc_frame_read(&answer, &is_end, run->asker.fd, QUEUE_MAX_BYTES);

	mc_worker_end(&run->asker);
	if (!err && (is_end || answer.len < 2) && answer.ptr[0] != 'q')
		err = mc_err_new(MC_E_NETWORK, _("Slurm does not answer '%s'"), "squeue");
	else if (!err && answer.ptr[0] == 'e')
		err = mc_err_unpack(answer.ptr + 1);
	if (err && err->code == MC_E_TOOL)
		return err;
	if (err)
		fall_silent(run, now_ms, err);
	else
		take_queue(run, (struct mc_str){ answer.ptr + 1, answer.len - 1 }, now_ms);
	return NULL;
}

struct mc_err *mc_slurm_watch(struct mc_slurm_run *run, uint64_t now_ms)
{
	if (run->wave_count == 0)
		return NULL;
	if (run->asker.fd >= 0) {
		MC_TRY(hear_queue(run, now_ms));
	} else if (now_ms >= run->queue_ms) {
		run->asking_ms = now_ms;
		MC_TRY(mc_worker_open(&run->asker, ask_in_child, run));
	}
	knock_at_all(run, now_ms);
	if (run->asked_ms > run->submitted_ms)
		mark_gone(run, now_ms);
	return NULL;
}
