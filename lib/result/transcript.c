/* SPDX-License-Identifier: MIT */
#include "result/transcript.h"

enum { ESC = 0x1b, BEL = 0x07 };

void mc_transcript_release(struct mc_transcript *transcript)
{
	mc_buf_release(&transcript->heard);
	mc_buf_release(&transcript->text);
	mc_buf_release(&transcript->echo);
	*transcript = (struct mc_transcript)MC_TRANSCRIPT_INIT;
}

/* What looked like a repetition is the program's own after all. */
static void keep_echo(struct mc_transcript *transcript)
{
	mc_buf_add(&transcript->heard, transcript->echo.ptr, transcript->echoed);
	mc_buf_reset(&transcript->echo);
	transcript->echoed = 0;
}

/* True when byte is the next one of the repeated answer, whose line end goes with it. */
static bool is_repeated(struct mc_transcript *transcript, char byte, bool is_echoing)
{
	struct mc_buf *echo = &transcript->echo;

	if (echo->len == 0)
		return false;
	if ((!is_echoing && transcript->echoed == 0) || byte != echo->ptr[transcript->echoed]) {
		keep_echo(transcript);
		return false;
	}
	if (++transcript->echoed == echo->len) {
		mc_buf_reset(echo);
		transcript->echoed = 0;
	}
	return true;
}

static void hear_byte(struct mc_transcript *transcript, char byte, bool is_echoing)
{
	if (!is_repeated(transcript, byte, is_echoing))
		mc_buf_addc(&transcript->heard, byte);
}

/* The state behind byte, which belongs to a control sequence. */
static enum mc_escape follow(enum mc_escape state, unsigned char byte)
{
	switch (state) {
	case MC_ESCAPE_START:
		if (byte == '[')
			return MC_ESCAPE_CSI;
		if (byte == ']' || byte == 'P' || byte == 'X' || byte == '^' || byte == '_')
			return MC_ESCAPE_STRING;
		return byte >= ' ' && byte <= '/' ? MC_ESCAPE_MORE : MC_ESCAPE_NONE;
	case MC_ESCAPE_CSI:
		return byte >= ' ' && byte <= '?' ? MC_ESCAPE_CSI : MC_ESCAPE_NONE;
	case MC_ESCAPE_STRING:
		if (byte == ESC)
			return MC_ESCAPE_STRING_END;
		return byte == BEL ? MC_ESCAPE_NONE : MC_ESCAPE_STRING;
	case MC_ESCAPE_STRING_END:
		return byte == '\\' ? MC_ESCAPE_NONE : MC_ESCAPE_STRING;
	case MC_ESCAPE_MORE:
	case MC_ESCAPE_NONE:
		break;
	}
	return MC_ESCAPE_NONE;
}

void mc_transcript_hear(struct mc_transcript *transcript, struct mc_str bytes, bool is_echoing)
{
	for (size_t i = 0; i < bytes.len; i++) {
		char byte = bytes.ptr[i];

		if (transcript->escape != MC_ESCAPE_NONE) {
			transcript->escape = follow(transcript->escape, (unsigned char)byte);
		} else if (byte == ESC) {
			transcript->escape = MC_ESCAPE_START;
		} else if (byte == '\r') {
			transcript->has_return = true;
		} else if (byte != BEL) {
			/* Before a line end it means nothing; alone it goes back to the start of the line. */
			if (transcript->has_return && byte != '\n')
				hear_byte(transcript, '\r', is_echoing);
			transcript->has_return = false;
			hear_byte(transcript, byte, is_echoing);
		}
	}
}

static void show_heard(struct mc_transcript *transcript)
{
	struct mc_str rest = { transcript->heard.ptr + transcript->shown,
			       transcript->heard.len - transcript->shown };
	struct mc_str line;

	while (mc_str_cut_line(&line, &rest)) {
		mc_buf_addz(&transcript->text, "  ");
		mc_buf_add(&transcript->text, line.ptr, line.len);
		mc_buf_addc(&transcript->text, '\n');
	}
	transcript->shown = transcript->heard.len;
}

void mc_transcript_type(struct mc_transcript *transcript, struct mc_str answer)
{
	keep_echo(transcript);
	show_heard(transcript);
	mc_buf_addz(&transcript->text, "> ");
	mc_buf_add(&transcript->text, answer.ptr, answer.len);
	mc_buf_addc(&transcript->text, '\n');
	mc_buf_add(&transcript->echo, answer.ptr, answer.len);
	mc_buf_addc(&transcript->echo, '\n');
}

void mc_transcript_end(struct mc_transcript *transcript)
{
	keep_echo(transcript);
	show_heard(transcript);
}
