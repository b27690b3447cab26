/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_SANDBOX_KEEPER_H
#define MC_OS_SANDBOX_KEEPER_H

#include "os/sandbox_cgroup.h"
#include "os/sandbox_inside.h"

struct mc_attend;

/* Private to the sandbox: the keeper's side of a slot. */
struct mc_sandbox {
	struct mc_sandbox_config config;
	struct mc_protection protection;
	struct mc_cgroup cgroup;
	struct mc_cgroup_counts counts; /* as they were after the last run */
	struct sock_fprog filter;
	pid_t worker; /* 0: none, the next submission starts one */
	int socket;
	unsigned submissions; /* of this worker */
	bool has_submission;
	uint64_t base_bytes; /* memory that the submission's files take */
	struct mc_message message;
	const char *const *env;	   /* of every program, borrowed; may be NULL */
	struct mc_attend *program; /* the one that runs now; NULL: none */
	struct mc_sandbox *twin;   /* made at first use; NULL: not yet */
	bool is_twin;
};

/** Starts a worker with what sandbox->protection says. Errors: MC_E_UNSUPPORTED, MC_E_IO. */
struct mc_err *mc_keeper_start(struct mc_sandbox *sandbox) MC_MUST_USE;

/** Kills the worker and everything in it, and waits for its end. */
void mc_keeper_stop(struct mc_sandbox *sandbox);

/** Waits for a reply at most so long. Errors: MC_E_IO (the sandbox failed or is silent), MC_E_INTERRUPTED. */
struct mc_err *mc_keeper_hear(struct mc_reply *reply, struct mc_sandbox *sandbox, int timeout_ms) MC_MUST_USE;

/** Sends a request with its packed texts. Errors: MC_E_IO. */
struct mc_err *mc_keeper_ask(struct mc_sandbox *sandbox, const struct mc_request *request,
			     struct mc_str texts, const int *fds, size_t fd_count) MC_MUST_USE;

/** Chooses the host user id from which a slot counts its own; 0 when there is none to give (not root, or no
 * room in the map). */
uid_t mc_keeper_uid_base(const struct mc_sandbox *sandbox);

/** Judges how a program ended from all that was seen, the worst cause first. */
void mc_keeper_judge(struct mc_sandbox_result *result, const struct mc_reply *report,
		     const struct mc_limits *limits, const struct mc_cgroup_counts *delta);

#endif
