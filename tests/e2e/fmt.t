#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"

LAY='lay() {
	mkdir -p "$1"
	printf "%s" "{\"tests\":[{\"kind\":\"io\",\"id\":\"a\",\"points\":1.50,\"run\":[\"p\"],\"zzz\":\"\\u00e9\",\"stdout\":\"1\"}],
	\"title\":{\"en\":\"A\"},\"id\":\"a\",  \"schema\":\"migracode/exercise/v1\"}" >"$1/exercise.json"
}
'

it "lays out a file: order of keys, short lists on one line, texts and numbers as they were" "$LAY"'
	lay a
	chmod 640 a/exercise.json
	mc 0 fmt a
	out_is "a/exercise.json"
	cat >wanted <<-"JSON"
	{
	  "schema": "migracode/exercise/v1",
	  "id": "a",
	  "title": {"en": "A"},
	  "tests": [
	    {
	      "id": "a",
	      "kind": "io",
	      "points": 1.50,
	      "run": ["p"],
	      "stdout": "1",
	      "zzz": "\u00e9"
	    }
	  ]
	}
	JSON
	diff wanted a/exercise.json
	[ "$(stat -c %a a/exercise.json)" = 640 ]
	mc 0 fmt a
	[ ! -s "$OUT" ]
	diff wanted a/exercise.json
	[ "$(ls a)" = exercise.json ]
'
it "breaks what is longer than 110 columns" '
	printf "{\"submit\": [\"%0100d\", \"b\"], \"align\": [\"%0100d\"]}" 0 0 >exercise.json
	mc 0 fmt
	[ "$(wc -l <exercise.json)" -eq 9 ]
	[ "$(awk "length > 110" exercise.json | wc -l)" -eq 0 ]
'
it "only says what would change with --check" "$LAY"'
	lay a
	cp a/exercise.json before
	mc 1 fmt --check a
	out_is "a/exercise.json"
	diff before a/exercise.json
	mc 0 fmt --json a
	out_json "d.schema == \"migracode/fmt/v1\" && d.files == 1 && d.changed[0] == \"a/exercise.json\""
	mc 0 fmt --check a
	[ ! -s "$OUT" ]
'
it "leaves a broken file alone, and does the others" "$LAY"'
	lay a
	lay b
	echo "{\"schema\": 1,}" >a/exercise.json
	mc 3 fmt a b
	err_has "a/exercise.json:1:14: expected a value before '"'}'"'"
	[ "$(cat a/exercise.json)" = "{\"schema\": 1,}" ]
	file_has b/exercise.json "  \"id\": \"a\","
'
it "changes no byte when the disk is full" "$LAY"'
	lay a
	cp a/exercise.json before
	(trap "" XFSZ; ulimit -f 0; "$MIGRACODE" fmt a >/dev/null 2>/dev/null) && exit 1
	[ $? -eq 4 ]
	diff before a/exercise.json
	[ "$(ls a)" = exercise.json ]
'
it "finds the bundled curricula and templates in order" '
	[ -d "$TOP/curricula" ] || skip "no curricula here"
	mc 0 fmt --check "$TOP"/curricula/*/modules/.. "$TOP"/templates/exercise/*/
'
finish
