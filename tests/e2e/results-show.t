#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"

on_both "shows the lines of a score, and who did what, when and why" "$SCORES"'
	rubric good 2
	ms 0 --actor teacher-a override set --cohort c1 L1 one --points 3 --reason "two wrong files"
	ms 0 --actor teacher-b rubric mark --cohort c1 L1 one names=good --note "clear names"
	ms 0 --actor teacher-a override lift --cohort c1 L1 one --reason "they were right"
	ms 0 results show --cohort c1 L1 one
	out_has "Sample One, one (Title of one): 6/6, passed"
	grep -E "^ +4  tests$" "$OUT"
	grep -E "^ +\+2  rubric: names = good, teacher-b: clear names$" "$OUT"
	out_has "imported, 4/4, passed"
	out_has "teacher-a: changed by an instructor, 3: two wrong files"
	out_has "teacher-a: the change was taken back: they were right"
	ms 0 results show --cohort c1 L1 one --json
	out_json "d.schema == \"migracode/result-history/v1\" && d.history.map(h => h.kind).join() == \"imported,overridden,marked,lifted\" && d.result.points == 6 && d.document === null"
	out_lacks "Sample"
	out_lacks "wrong files"
'
on_both "shows what is not there, too" "$SCORES"'
	ms 0 results show --cohort c1 L2 three
	out_has "no result"
	out_has "nothing is recorded"
	ms 3 results show --cohort c1 L9 one
	ms 3 results show --cohort c1 L1 thre
	err_has "three"
'
finish
