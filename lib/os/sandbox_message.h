/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_SANDBOX_MESSAGE_H
#define MC_OS_SANDBOX_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "base/str.h"
#include "os/sandbox.h"

/*
 * Private to the sandbox: what keeper, worker and init say to each other over SOCK_SEQPACKET, one struct per
 * packet, with descriptors beside it.  Both ends are the same program, so the structs are sent as they lie in
 * memory.
 */

enum mc_ask {
	MC_ASK_BEGIN, /* descriptor: tree */
	MC_ASK_RUN,   /* descriptors: stdin, stdout, stderr, the extra tree if any; packed texts follow the
			 struct */
	MC_ASK_STOP,  /* the program that runs now must end */
	MC_ASK_END,
	MC_ASK_LAY,    /* init to worker: a fresh view; descriptor: the extra tree if any */
	MC_ASK_SOCKET, /* while a program runs, keeper to init to worker: a socket of the sandbox's network */
	MC_ASK_LOOK,   /* while a program runs: what does it use? */
};

struct mc_request {
	uint32_t ask;
	uint32_t disk_mb;
	int32_t family; /* of the socket: AF_INET or AF_INET6 */
	uint64_t tree_bytes;
	uint32_t tree_count; /* files and folders */
	uint32_t arg_count;  /* texts in this order: arguments, environment, cwd if has_cwd, files to collect,
				entries to renew */
	uint32_t env_count;
	uint32_t collect_count;
	uint32_t renew_count;
	struct mc_limits limits;
	bool has_cwd;
	bool has_extra;
	bool keeps_files;
	bool maps_much;
	bool has_loopback; /* with BEGIN */
};

enum mc_say {
	MC_SAY_READY,  /* the worker has its root, or init its files, or the view is fresh */
	MC_SAY_REPORT, /* a program has ended; descriptors: the collected files that exist */
	MC_SAY_ENDED,  /* init is gone; status tells how */
	MC_SAY_SOCKET, /* descriptor: the socket */
	MC_SAY_USE,    /* cpu_us and is_running, of now */
	MC_SAY_FAILED, /* the sandbox failed: the text of the error follows the struct */
};

/* What init saw while the program ran, beside its status. */
enum mc_saw {
	MC_SAW_STOP = 1, /* the keeper asked for the end */
	MC_SAW_WALL = 2,
	MC_SAW_CPU = 4,
	MC_SAW_MEMORY = 8,
	MC_SAW_PROCESSES = 16,
	MC_SAW_DISK = 32, /* no free block or no free inode */
};

struct mc_reply {
	uint32_t say;
	uint32_t saw;	     /* bits of enum mc_saw */
	int32_t status;	     /* as of wait4() */
	int32_t start_errno; /* exec failed; 0 when it did not */
	uint64_t wall_us;
	uint64_t cpu_us;
	uint64_t rss_kb;
	bool is_running;		 /* wants the processor just now */
	uint64_t base_bytes;		 /* memory that the files of the submission take */
	uint64_t collected;		 /* bit i: file i of the request comes as a descriptor */
	struct mc_protection protection; /* with READY of the worker */
};

#define MC_MESSAGE_MAX_FDS 64
#define MC_MESSAGE_MAX_BYTES (96 * 1024)

/** A packet as it is received: len bytes in bytes, fd_count descriptors that belong to the message. */
struct mc_message {
	char *bytes; /* MC_MESSAGE_MAX_BYTES of room */
	size_t len;
	int fds[MC_MESSAGE_MAX_FDS];
	size_t fd_count;
};

/** Gives a message its room; release with mc_message_release(). */
void mc_message_init(struct mc_message *message);

/** Closes the descriptors that came with the message; the room stays. */
void mc_message_reset(struct mc_message *message);

/** Closes descriptors and frees the room. */
void mc_message_release(struct mc_message *message);

/** Takes descriptor number i out of the message: the caller closes it. -1 when there is none. */
int mc_message_take_fd(struct mc_message *message, size_t i);

/** Sends head and then body (may be empty) as one packet. Errors: MC_E_IO. */
struct mc_err *mc_message_send(int socket, struct mc_str head, struct mc_str body, const int *fds,
			       size_t fd_count) MC_MUST_USE;

/** Waits for a packet; is_open is false when the other side is gone. Errors: MC_E_IO, MC_E_INTERRUPTED. */
struct mc_err *mc_message_receive(bool *is_open, struct mc_message *message, int socket) MC_MUST_USE;

/** Sends a reply; a failure is not reported: the other side then sees the end of the connection. */
void mc_message_say(int socket, const struct mc_reply *reply, const int *fds, size_t fd_count);

/** Sends err as MC_SAY_FAILED and frees it. */
void mc_message_say_failed(int socket, struct mc_err *err);

/** Reads a received packet as a reply: a failure of the other side becomes an error. Errors: MC_E_IO. */
struct mc_err *mc_message_read_reply(struct mc_reply *reply, const struct mc_message *message) MC_MUST_USE;

/** Writes a tree into a sealed memory file; the caller closes fd. Errors: MC_E_IO, MC_E_INPUT (an unsafe
 * path). */
struct mc_err *mc_message_pack_tree(int *fd, const struct mc_tree *tree) MC_MUST_USE;

/** How files of a packed tree are written. */
struct mc_unpack {
	uid_t owner;
	bool is_read_only; /* files are laid without write permission, owned by the caller */
};

/** Writes the files of a packed tree below the folder dir. Errors: MC_E_IO. */
struct mc_err *mc_message_unpack_tree(int dir, int packed, const struct mc_unpack *how) MC_MUST_USE;

#endif
