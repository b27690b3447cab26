/* SPDX-License-Identifier: MIT */
#ifndef MC_RESULT_REASON_H
#define MC_RESULT_REASON_H

#include "base/buf.h"
#include "result/result.h"

/**
 * Appends one sentence that says why, translated, without a full stop at its end, safe for a terminal.
 * A reason without code adds nothing. What the parameters of struct mc_reason mean for each code:
 *
 *	code             subject              got                  want             detail
 *	differs          stdout, stderr, path line, 0: unknown     -                where in the JSON value
 *	spacing          stdout, stderr, path line, 0: unknown     -                -
 *	exit-status      -                    status               status           -
 *	signal           -                    signal number        -                -
 *	cpu-time         text awaited         used ms, 0: unknown  limit in ms      -
 *	wall-time        text awaited         used ms, 0: unknown  limit in ms      -
 *	memory           -                    -                    limit in MB      -
 *	output           -                    -                    limit in KB      -
 *	disk             -                    -                    limit in MB      -
 *	processes        -                    -                    limit            -
 *	blocked          what was tried       -                    -                -
 *	build            -                    exit status          -                -
 *	missing-file     path or glob         -                    -                -
 *	too-large        path, NULL: all      -                    -                what the limit is
 *	forbidden-file   path                 -                    -                -
 *	pattern-missing  pattern              times found          least times      -
 *	pattern-found    pattern              times found          most times       -
 *	element-missing  selector             elements found       least number     -
 *	element-found    selector             elements found       most             -
 *	element-text     selector             -                    -                -
 *	element-attribute selector            1: it is there       -                its name
 *	element-order    selector             -                    -                selector before it
 *	page-rule        see MC_PAGE_FAULTS   its number           -                excerpt of the page
 *	sql-error        key of the spec      -                    -                message of SQLite
 *	sql-accepted     statement            -                    -                -
 *	sql-rows         -                    rows                 rows             -
 *	sql-order        -                    rows                 rows             -
 *	sql-columns      -                    columns              columns          -
 *	sql-too-much     -                    -                    most rows        -
 *	suite            first failed case    failed cases         all cases        (not printed)
 *	suite-broken     -                    -                    -                what is wrong
 *	prompt           expected text        turn                 bytes printed    pipes: no terminal
 *	prompt-ended     expected text        turn                 exit status      text: it printed another
 *	asks-again       text of that turn    turn                 -                -
 *	not-ended        -                    turn                 1: input ended   -
 *	memory-read      -                    bytes, 0: unknown    faults in all    words of the tool
 *	memory-write     -                    bytes, 0: unknown    faults in all    words of the tool
 *	memory-freed     -                    bytes, 0: unknown    faults in all    words of the tool
 *	memory-null      -                    bytes, 0: unknown    faults in all    words of the tool
 *	double-free      -                    -                    faults in all    words of the tool
 *	bad-free         -                    -                    faults in all    words of the tool
 *	memory-unset     -                    -                    faults in all    words of the tool
 *	memory-overlap   -                    -                    faults in all    words of the tool
 *	memory-leak      -                    bytes                faults in all    words of the tool
 *	stack            -                    -                    faults in all    words of the tool
 *	undefined        -                    -                    faults in all    words of the tool
 *	memory-other     -                    -                    faults in all    words of the tool
 *	memory-report    -                    -                    -                -
 *	slow             factor, as a number  microseconds         of the reference 'stopped': at least got
 *	reference        -                    -                    -                what is wrong with it
 *	git-none         -                    -                    -                -
 *	git-shallow      -                    -                    -                -
 *	git-branch       glob, or branch      1: to leave from     -                the branch that there is
 *	git-commits      -                    commits              least or most    -
 *	git-merge        a merge, or NULL     -                    1: needed        -
 *	git-message      commit               how many are newer   most characters  words of the spec
 *	git-changed      path, NULL: count    files changed        most files       -
 *	git-tracked      path                 -                    -                -
 *	git-uncommitted  path                 -                    -                -
 *	no-server        -                    -                    port             what happened
 *	http-failed      method and path      -                    -                what happened
 *	http-status      method and path      status               status or class  -
 *	http-header      method and path      -                    -                which, and what it is
 *	http-body        method and path      line, 0: unknown     -                where in the JSON value
 *	http-json        method and path      -                    -                where, and what it is
 *	http-slow        method and path      ms                   most ms          -
 *	need-failed      id of the test       -                    -                -
 *	filtered         -                    -                    -                -
 *	tool-missing     name of the program  -                    -                -
 *	internal         -                    -                    -                message of the error
 *
 * Any subject or detail may be NULL. When the author of the spec said why, those words stand in place of
 *ours; file and line come after both.
 */
void mc_reason_print(struct mc_buf *out, const struct mc_reason *reason);

/** So much of a text from outside is quoted in a sentence. */
#define MC_REASON_QUOTED_BYTES 300

/** True for reasons that are the checker's fault: never a zero, never an attempt. */
bool mc_reason_is_ours(enum mc_reason_code code);

/** The Debian 12 package that brings the program called tool, or NULL when that is not known; static. */
const char *mc_reason_package(const char *tool);

#endif
