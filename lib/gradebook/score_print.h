/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_SCORE_PRINT_H
#define MC_GRADEBOOK_SCORE_PRINT_H

#include "ext/json_write.h"
#include "gradebook/score.h"
#include "result/result.h"

/** The verdict of a score for mc_result_mark() and its kind; MC_NOT_RUN when there is none. */
enum mc_verdict mc_score_verdict(const struct mc_score *score);

/** Appends what came out in one phrase, "4.5/5, passed, late"; of a state without points its word. */
void mc_score_add_phrase(struct mc_buf *out, const struct mc_score *score);

/** Appends what one line is, in words without its points: "1 day and 3 hours late, 20%". */
void mc_score_add_line(struct mc_buf *out, const struct mc_score_line *line);

/** The word for a state, translated. */
const char *mc_score_state_word(enum mc_score_state state);

/** Writes a score as an object, with its lines. */
void mc_score_write(struct mc_json_writer *writer, const struct mc_score *score);

#endif
