/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_SANDBOX_H
#define MC_OS_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/tree.h"

/**
 * Runs programs that nobody trusts.
 *
 * One struct mc_sandbox is a job slot: a worker process with namespaces, a read-only root and limits, kept
 * for many submissions.  Between mc_sandbox_begin() and mc_sandbox_end() it holds one submission (an init of
 * its own with fresh file systems), in which any number of programs run one after the other, each with a
 * fresh view of the submission's files. Inside, the working directory is MC_SANDBOX_HOME, /tmp is empty at
 * every start, and there is no network but, when it is asked for, a loopback device of the submission's own.
 *
 * Roles: keeper (the caller's process: times, caps output, kills), worker and init inside (set up, reap),
 * program (drops everything, execs).  Sources: namespaces(7), user_namespaces(7), cgroups(7), seccomp(2),
 * landlock(7).
 */
struct mc_sandbox;

#define MC_SANDBOX_HOME "/box"
#define MC_SANDBOX_NODE_MODULES "/node_modules"

/** Ceilings for one program and all its children; none may be 0. */
struct mc_limits {
	uint32_t cpu_ms;
	uint32_t wall_ms;
	uint32_t memory_mb;
	uint32_t output_kb; /* stdout and stderr, each */
	uint32_t processes; /* processes and threads alive at once */
	uint32_t disk_mb;   /* written below MC_SANDBOX_HOME and /tmp together */
};

/** The defaults of programs and of build steps. */
#define MC_LIMITS_RUN \
	{ \
		.cpu_ms = 2000, .wall_ms = 11000, .memory_mb = 256, .output_kb = 1024, .processes = 64, \
		.disk_mb = 64 \
	}
#define MC_LIMITS_BUILD \
	{ \
		.cpu_ms = 10000, .wall_ms = 51000, .memory_mb = 512, .output_kb = 1024, .processes = 64, \
		.disk_mb = 64 \
	}

/** How a program ended, worst cause first: X(constant, reason code in results). */
#define MC_ENDINGS(X) \
	X(MC_END_OUTPUT, "output") \
	X(MC_END_MEMORY, "memory") \
	X(MC_END_WALL, "wall-time") \
	X(MC_END_CPU, "cpu-time") \
	X(MC_END_DISK, "disk") \
	X(MC_END_PROCESSES, "processes") \
	X(MC_END_BLOCKED, "blocked") \
	X(MC_END_SIGNAL, "signal") \
	X(MC_END_EXIT, "exit-status") \
	X(MC_END_NOT_STARTED, "not-started")

enum mc_ending {
#define X(constant, name) constant,
	MC_ENDINGS(X)
#undef X
};

/** Reason code of an ending, static. */
const char *mc_ending_name(enum mc_ending ending);

enum mc_protection_level {
	MC_PROTECT_NONE,  /* limits only */
	MC_PROTECT_BASIC, /* seccomp, Landlock where there is, limits; the file system is shared */
	MC_PROTECT_FULL,  /* all namespaces, private root, seccomp, limits */
};

enum mc_cgroup_kind { MC_CGROUP_NONE, MC_CGROUP_V1, MC_CGROUP_V2 };

/** What really stands between a program and the machine. */
struct mc_protection {
	enum mc_protection_level level;
	bool namespaces; /* user, mount, pid, ipc, uts, net, cgroup */
	bool seccomp;
	bool landlock;
	bool overlay;		    /* fresh view by overlayfs; otherwise by copying */
	bool own_uid;		    /* programs have a host user id of their own */
	enum mc_cgroup_kind cgroup; /* NONE: memory is watched by polling */
};

/** How a slot is opened; zero values are the usual choice. */
struct mc_sandbox_config {
	unsigned slot;	/* number of the slot, counted from 0; gives it its user ids */
	bool is_pinned; /* keep worker and programs on one processor: cpu */
	int cpu;
	enum mc_protection_level minimum; /* refuse to open with less; MC_PROTECT_NONE takes what there is */
	const char *const
		*hide; /* absolute folders that programs must not see although they lie below /usr … */
	size_t hide_count;
	const char *const *toolchains; /* further absolute folders shown read-only at the same place */
	size_t toolchain_count;
	/* Absolute folder with packages of npm, shown read-only at MC_SANDBOX_NODE_MODULES, where node looks
	 * for the packages of whatever runs in MC_SANDBOX_HOME; programs in its .bin are found last. NULL:
	 * none. */
	const char *node_modules;
	bool without_cgroup; /* for tests and benchmarks: pretend that a mechanism is not there */
	bool without_landlock;
	bool without_overlay;
	bool without_namespaces;
};

/** One program to run. argv[0] without '/' is looked up in the sandbox's PATH. */
struct mc_sandbox_run {
	const char *const *argv; /* NULL-terminated */
	const char *const
		*env;	   /* NULL-terminated "NAME=value", added to PATH, HOME, LANG, TMPDIR; may be NULL */
	const char *cwd;   /* below MC_SANDBOX_HOME, relative; NULL is MC_SANDBOX_HOME itself */
	const void *input; /* stdin, a read-only file of input_len bytes */
	size_t input_len;
	struct mc_limits limits;
	bool maps_much;	  /* reserves far more memory than it uses, as AddressSanitizer does */
	bool keeps_files; /* a build: what it writes below MC_SANDBOX_HOME stays for later programs */
	const struct mc_tree *extra; /* files laid over this program's view only, read-only; may be NULL */
	/* After a build: entries at the top of MC_SANDBOX_HOME that it must not have changed.  They are moved
	 * aside and extra, which then is not laid before, is written in their place; may be NULL. */
	const char *const *renew;
	size_t renew_count;
	const char *const *collect; /* relative paths of files to bring back afterwards; may be NULL */
	size_t collect_count;
};

/** A file brought back; data is NULL when there is no such regular file. */
struct mc_sandbox_file {
	char *data;
	size_t len;
};

/** What happened. A program that fails or breaks a limit is no error. */
struct mc_sandbox_result {
	enum mc_ending ending;
	int exit_status;  /* with MC_END_EXIT, 0..255 */
	int signal;	  /* with MC_END_SIGNAL */
	int start_errno;  /* with MC_END_NOT_STARTED: why exec failed (ENOENT: no such program) */
	bool was_stopped; /* it ran when mc_live_stop() ended it: no fault of the program */
	uint64_t wall_us;
	uint64_t cpu_us;   /* the program and all its children */
	uint64_t rss_kb;   /* largest process */
	struct mc_buf out; /* at most limits.output_kb */
	struct mc_buf err;
	uint64_t out_lost; /* bytes read and thrown away beyond the cap */
	uint64_t err_lost;
	struct mc_sandbox_file *files; /* collect_count of them */
	size_t file_count;
};

#define MC_SANDBOX_RESULT_INIT \
	{ \
		.out = MC_BUF_INIT, .err = MC_BUF_INIT \
	}

/** Frees what a result holds; it is usable again. */
void mc_sandbox_result_release(struct mc_sandbox_result *result);

/**
 * Opens a job slot: starts its worker. Call it before secrets are read into memory and before other
 * allocations grow.
 *
 * sandbox  set on success; close with mc_sandbox_free()
 *
 * Errors: MC_E_UNSUPPORTED when less than config->minimum can be had (the hint says how to enable it),
 * MC_E_IO.
 */
struct mc_err *mc_sandbox_open(struct mc_sandbox **sandbox, const struct mc_sandbox_config *config)
	MC_MUST_USE;

/** Ends the slot and every process in it; NULL is allowed. */
void mc_sandbox_free(struct mc_sandbox *sandbox);
MC_AUTOPTR_DEFINE(mc_sandbox);

/**
 * Sets variables that every program of this slot gets from now on, unless its run sets them itself.
 *
 * env  NULL-terminated "NAME=value"; borrowed until it is set anew; NULL: none
 */
void mc_sandbox_set_env(struct mc_sandbox *sandbox, const char *const *env);

/** What protects the programs of this slot; belongs to the slot. */
const struct mc_protection *mc_sandbox_protection(const struct mc_sandbox *sandbox);

/**
 * Starts a submission: fresh file systems with the files of tree below MC_SANDBOX_HOME.
 *
 * Errors: MC_E_IO when the sandbox itself failed; the slot then is restarted by the next call.
 */
struct mc_err *mc_sandbox_begin(struct mc_sandbox *sandbox, const struct mc_tree *tree, uint32_t disk_mb)
	MC_MUST_USE;

/**
 * Runs one program in the submission and waits until it and all its children are gone.
 *
 * result  set on success; release with mc_sandbox_result_release()
 *
 * Errors: MC_E_IO (the sandbox failed: nobody's fault but ours; the submission is lost, begin it anew),
 * MC_E_INTERRUPTED (a signal with a handler arrived; the same), MC_E_INPUT (a limit of 0, extra files for a
 * build, a folder or a command line that cannot be used; the submission is unharmed).
 */
struct mc_err *mc_sandbox_run(struct mc_sandbox_result *result, struct mc_sandbox *sandbox,
			      const struct mc_sandbox_run *run) MC_MUST_USE;

/** What a submission needs beside its files. */
struct mc_sandbox_needs {
	uint32_t disk_mb;
	bool has_loopback; /* programs may use 127.0.0.1 and ::1, which no one outside can reach but by
			      mc_live_socket() */
};

/**
 * As mc_sandbox_begin(), with more to choose.
 *
 * Errors: also MC_E_UNSUPPORTED (has_loopback, and the slot has no namespaces; nothing has changed).
 */
struct mc_err *mc_sandbox_begin_with(struct mc_sandbox *sandbox, const struct mc_tree *tree,
				     const struct mc_sandbox_needs *needs) MC_MUST_USE;

/**
 * A second slot like this one, with user ids, control groups and submissions of its own: for a program that
 * must be kept apart from the student's files, or that talks to the student's.  Opened at the first call.
 *
 * twin  set on success; belongs to sandbox and is closed with it
 * Errors: as mc_sandbox_open().
 */
struct mc_err *mc_sandbox_twin(struct mc_sandbox **twin, struct mc_sandbox *sandbox) MC_MUST_USE;

/** Ends the submission: every process and file of it is gone afterwards. Errors: MC_E_IO. */
struct mc_err *mc_sandbox_end(struct mc_sandbox *sandbox) MC_MUST_USE;

/** True when an executable called name is in the PATH that programs see. Looks from outside: no slot needed.
 */
bool mc_sandbox_has_tool(const char *name);

/** The path of that executable, owned by the caller; NULL when there is none. */
char *mc_sandbox_tool_path(const char *name);

/** True when programs of this slot find an executable called name: in their PATH, or among the packages of
 * npm. */
bool mc_sandbox_finds_tool(const struct mc_sandbox *sandbox, const char *name);

/** The folder of packages of npm that programs of this slot see; NULL: none. */
const char *mc_sandbox_node_modules(const struct mc_sandbox *sandbox);

/** One line of 'doctor': a mechanism, whether it works here (tried, not guessed), and how to get it. */
struct mc_sandbox_finding {
	const char *name; /* "user namespaces" …, translated */
	bool works;
	char *detail; /* what was seen; owned by the array */
	char *remedy; /* what to type or change; NULL when it works */
};

/**
 * Tries every mechanism of the sandbox by using it.
 *
 * findings  array of *count, released with mc_sandbox_findings_free()
 */
struct mc_err *mc_sandbox_probe(struct mc_sandbox_finding **findings, size_t *count,
				struct mc_protection *protection) MC_MUST_USE;

/** Releases what mc_sandbox_probe() gave. */
void mc_sandbox_findings_free(struct mc_sandbox_finding *findings, size_t count);

#endif
