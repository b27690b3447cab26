/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_SANDBOX_INSIDE_H
#define MC_OS_SANDBOX_INSIDE_H

#include <linux/filter.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/err.h"
#include "os/sandbox.h"
#include "os/sandbox_message.h"

/* Private to the sandbox: what worker, init and program share.  All of them are forks of the keeper. */

/** User and group id of programs inside the namespaces. */
#define MC_INSIDE_UID 1000

/** Inodes of every writable file system: enough for node_modules of an exercise, cheap to throw away. */
#define MC_INSIDE_INODES 8192

/** Files below this folder of the worker's root are mounts that programs cannot see: it is mounted over. */
#define MC_INSIDE_STAGE "/.stage"

/** Most cgroup files that a worker joins by. */
#define MC_INSIDE_CGROUPS 3

/** Mounts that make a view: HOME, /tmp and scratch. */
#define MC_INSIDE_PLACES 3

/** How a view of the submission's files is laid. */
struct mc_lay {
	uint32_t disk_mb;
	bool keeps_files; /* HOME is the submission's own files, not a fresh view of them */
	int extra;	  /* packed tree laid over the view, or -1 */
};

/** What a worker knows; filled by the keeper before the worker is cloned. */
struct mc_inside {
	const struct mc_sandbox_config *config;
	struct mc_protection protection;
	int socket; /* to the keeper, who speaks to the worker or, in a submission, to its init */
	int join[MC_INSIDE_CGROUPS]; /* cgroup files that take "0"; -1 where there is none */
	struct sock_fprog filter;    /* len 0: none */
	uid_t uid;		     /* of programs, as seen inside */
	const char *home;	     /* paths as programs see them */
	const char *tmp;
	/* Lays a fresh view; mount and copy need rights that init has given up, so the worker may do it. */
	struct mc_err *(*lay)(struct mc_inside *inside, const struct mc_lay *lay);
	/* Kills every process of the submission but the caller. */
	void (*kill_all)(const struct mc_inside *inside);
	int stage_socket;	      /* init's line to the worker */
	int stage_dir;		      /* folder that holds base and scratch */
	unsigned pile;		      /* views that lie over each other */
	int lowest[MC_INSIDE_PLACES]; /* the lowest mount of HOME, /tmp and scratch; -1 when there is none */
	const char *view[MC_INSIDE_PLACES]; /* from the stage: the writable file system, HOME's and /tmp's
					       folder in it */
	uint64_t other_tasks; /* that count against the programs' limit of processes without being theirs */
	const char *const *readable; /* what landlock lets programs read; NULL: everything there is */
	const char *home_env;	     /* "HOME=…" and "TMPDIR=…" of programs */
	const char *tmp_env;
	const char *node_modules;  /* as programs see it; NULL: none */
	const char *path_env;	   /* "PATH=…" */
	const char *node_path_env; /* "NODE_PATH=…", where node would not look by itself; NULL: not needed */
	char *stack;		   /* of the child that becomes a program; NULL before the first one */
	bool has_oom_score;
	bool has_loopback;		   /* the submission may use the network of the sandbox */
	struct sock_fprog loopback_filter; /* for such submissions; len 0: not built yet */
	int oom_score;			   /* oom_score_adj of init, see proc(5) */
	char usual_score[16];
	struct mc_message message; /* the request that is served */
	struct mc_message aside;   /* what else comes while it is served */
};

/** Lets programs find the packages of npm at node_modules, if it is not NULL; sets PATH in any case. */
void mc_inside_set_tools(struct mc_inside *inside, const char *node_modules);

/** The worker: sets itself up, then serves submissions until the keeper is gone. Never returns. */
void mc_worker_main(struct mc_inside *inside) __attribute__((noreturn));

/** Cuts the caller's ties to its starter: session, signals, standard streams; pins it and joins the control
 * groups. */
struct mc_err *mc_worker_detach(const struct mc_inside *inside) MC_MUST_USE;

/** As a user who runs nothing but programs of one slot, kill(-1) meets all of them and nobody else. */
void mc_basic_kill_user(uid_t uid);

/** Closes every descriptor but the sockets and the stage, which may get other numbers. */
void mc_worker_close_others(struct mc_inside *inside);

/** The worker without namespaces: worker and init in one process. Never returns. */
void mc_basic_main(struct mc_inside *inside) __attribute__((noreturn));

/** Brings the loopback device of the worker's network up or down. Errors: MC_E_UNSUPPORTED. */
struct mc_err *mc_network_set(bool is_up) MC_MUST_USE;

/** In the worker: answers init's wish for a socket. */
void mc_network_serve(int socket, int family);

/** In init, while a program runs: asks the worker for a socket and hands it, or why not, to the keeper. */
void mc_network_pass(struct mc_inside *inside, int family);

/** Builds the private root of a worker and enters it; stage_dir is then open. Errors: MC_E_UNSUPPORTED,
 * MC_E_IO. */
struct mc_err *mc_root_enter(struct mc_inside *inside) MC_MUST_USE;

/** Folders that hold solutions and hidden tests wherever the program is installed; NULL-terminated. */
extern const char *const mc_root_hidden[];

/** Lays a fresh view at HOME and /tmp with the mounts of the calling process. Errors: MC_E_IO. */
struct mc_err *mc_view_mount(struct mc_inside *inside, const struct mc_lay *lay) MC_MUST_USE;

/** Closes what mc_view_mount() keeps open; the mounts stay until their namespace goes. */
void mc_view_forget(struct mc_inside *inside);

/** Copies the files below folder from into the folder to, both open. Errors: MC_E_IO. */
struct mc_err *mc_view_copy(int to, int from, uid_t owner) MC_MUST_USE;

/** Removes name, with all that is in it however deep, from the folder dir. Errors: MC_E_IO. */
struct mc_err *mc_view_remove(int dir, const char *name) MC_MUST_USE;

/** True when an overlay can be mounted here, tried on the stage. */
bool mc_view_has_overlay(const struct mc_inside *inside);

/** Init of a submission: serves runs until the keeper says the end or is gone. */
void mc_init_serve(struct mc_inside *inside);

/** Packed texts of a run request, as pointers into it. */
struct mc_texts {
	const char **args; /* NULL-terminated */
	const char **env;  /* NULL-terminated, complete */
	const char *cwd;   /* relative, or NULL */
	const char **collect;
	size_t collect_count;
	const char **renew;
	size_t renew_count;
};

/** One program to start. */
struct mc_program {
	struct mc_inside *inside;
	const struct mc_limits *limits;
	const char *const *paths; /* candidates of the executable, NULL-terminated */
	const char *const *args;
	const char *const *env;
	const char *cwd; /* absolute */
	int fds[3];
	bool maps_much;	 /* memory that is only mapped is not limited */
	int landlock;	 /* rule set, or -1 */
	int start_errno; /* set by the child, through shared memory, when it did not start */
};

/** Starts a program; its limits and its loss of rights are in force before it runs. pidfd is the caller's. */
struct mc_err *mc_program_start(pid_t *pid, int *pidfd, struct mc_program *program) MC_MUST_USE;

/** A landlock rule set: all can be read and run, only home, tmp and /dev written; TCP only with
 * inside->has_loopback. -1 when there is no landlock. */
int mc_landlock_rules(const struct mc_inside *inside);

/** A landlock rule set: only what is below folder can be read, nothing else can be done. -1: no landlock. */
int mc_landlock_reading(const char *folder);

/** Sets a rule set for this process and its children, for ever; needs no_new_privs. False: refused. */
bool mc_landlock_enter(int rules);

/** Version of landlock that the kernel speaks; 0 when it has none, or only the first one, which is too
 * strict. */
int mc_landlock_version(void);

/** What the system call filter depends on. */
struct mc_filter_plan {
	bool has_memory_group; /* memory is counted by a control group; otherwise what polling cannot count is
				  refused */
	bool has_loopback;     /* sockets of IPv4 and IPv6 are allowed: the network must be empty */
	pid_t guarded[2]; /* processes that must not get signals, where no namespace hides them; 0: none */
};

/** Compiles the system call filter; release filter->filter with free(). Errors: MC_E_UNSUPPORTED. */
struct mc_err *mc_filter_build(struct sock_fprog *filter, const struct mc_filter_plan *plan) MC_MUST_USE;

/** Sets the filter for this process and its children, for ever. False when the kernel refuses. */
bool mc_filter_install(const struct sock_fprog *filter);

#endif
