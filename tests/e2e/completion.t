#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"

it "completes commands, second words, options and choices" '
	mc 0 completion bash
	. "$OUT"
	complete_words() { COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _migracode; echo "${COMPREPLY[*]}"; }
	[ "$(complete_words migracode ver)" = "verify version" ] || [ "$(complete_words migracode vers)" = version ]
	[ "$(complete_words migracode version --js)" = --json ]
	[ "$(complete_words migracode version --color al)" = always ]
	[ "$(complete_words migracode help comp)" = completion ]
	[ "$(complete_words migracode init cu)" = curriculum ]
'
it "completes behind and among options that stand before the command" '
	mc 0 completion bash
	. "$OUT"
	complete_words() { COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _migracode; echo "${COMPREPLY[*]}"; }
	[ "$(complete_words migracode --sch)" = --school ]
	[ "$(complete_words migracode --jso)" = --json ]
	[ "$(complete_words migracode --ver)" = "--version --verbose" ]
	[ "$(complete_words migracode --color al)" = always ]
	[ "$(complete_words migracode --school init)" = "" ]
	[ "$(complete_words migracode --school init vers)" = version ]
	[ "$(complete_words migracode --school = init vers)" = version ]
	[ "$(complete_words migracode --json -q init cu)" = curriculum ]
	[ "$(complete_words migracode --school X version --js)" = --json ]
	[ "$(complete_words migracode version --sch)" = "" ]
'
it "refuses a shell that it does not know" '
	mc 2 completion tcsh
	err_has "migracode completion bash"
'
finish
