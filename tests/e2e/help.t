#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"

it "lists every command in the overview" '
	mc 0 help --list
	cp "$OUT" names
	mc 0 help
	while read -r name; do grep -qF "  $name " "$OUT"; done <names
'
it "has a file, help, a manual page and a test for every command" '
	mc 0 help --list
	cp "$OUT" names
	while read -r name; do
		file=$(echo "$name" | tr " " -)
		[ -e "$TOP/cmd/$file.c" ]
		[ -e "$TOP/tests/e2e/$file.t" ]
		mc 0 $name -h
		out_has "Usage: migracode $name"
		mc 0 help $name
		out_has "Usage: migracode $name"
		mc 0 help --man $name
		out_has ".Nm migracode-$file"
	done <names
'
it "says what the nearest command is" '
	mc 2 hlep
	err_is "migracode: there is no command '"'hlep'"'
hint: did you mean '"'migracode help'"'?"
'
it "says what the nearest option is" '
	mc 2 version --jsno
	err_has "did you mean '"'--json'"'"
'
it "prints manual pages that man accepts" '
	command -v mandoc >/dev/null || command -v groff >/dev/null || skip "neither mandoc nor groff is installed"
	mc 0 help --list
	cp "$OUT" names
	while read -r name; do
		mc 0 help --man $name
		if command -v mandoc >/dev/null; then
			mandoc -T lint -W error "$OUT"
		else
			groff -Kutf8 -mdoc -Tutf8 -P-cbou -ww "$OUT" >page 2>warnings
			[ ! -s warnings ] || complain "$(cat warnings)"
			grep -q "migracode $name" page
		fi
	done <names
'
it "answers errors as JSON when asked to" '
	mc 2 version --json --nonsense
	out_json "d.schema == \"migracode/error/v1\" && d.error.code == \"usage\""
'
it "speaks Spanish without a Spanish locale" '
	mc 0 help --lang es
	out_has "Uso: migracode"
	MIGRACODE_LANG=es mc 0 help version
	out_has "Uso: migracode version"
	LANG=es_ES.UTF-8 mc 0 help
	out_has "Uso: migracode"
'
finish
