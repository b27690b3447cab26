#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"

it "lists every command in the overview" '
	mc 0 help --list
	cp "$OUT" names
	mc 0 help
	while read -r name; do grep -qE "^  $name( |\$)" "$OUT"; done <names
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
it "takes common options before the words of a command" '
	mc 0 --json version
	out_json "d.schema == \"migracode/version/v1\""
	mc 0 --lang es help
	out_has "Uso: migracode"
	mc 0 --color=never -q help version
	out_has "Usage: migracode version"
	mc 0 -q version --help
	out_has "Usage: migracode version"
	mc 0 --json --version
	out_json "d.schema == \"migracode/version/v1\""
	mc 0 --lang es --help version
	out_has "Uso: migracode version"
'
it "shows the overview when only common options are there" '
	mc 0 --lang es
	out_has "Uso: migracode <"
	mc 0 --school x --help
	out_has "Usage: migracode <command>"
	mc 0 --school x -q
	out_has "Usage: migracode <command>"
	mc 0 --school x help version
	out_has "Usage: migracode version"
'
it "refuses other options before the words of a command" '
	mc 2 --exercise x grade
	err_is "migracode: unknown option '"'--exercise'"'
hint: only options of every command stand before it"
	mc 2 --jsno version
	err_has "did you mean '"'--json'"'"
	mc 2 --lang
	err_has "needs a value"
	mc 2 -- version
	err_has "there is no command '"'--'"'"
	mc 2 init --json curriculum
	err_has "needs a second word"
'
it "takes a value for a value, whatever it looks like" '
	mc 2 --school --json version
	err_has "takes no '"'--school'"'"
	[ ! -s "$OUT" ]
	mc 2 --json --school -- version
	out_json "d.error.code == \"usage\""
	mc 2 grade --exercise --json
	[ ! -s "$OUT" ]
	mc 2 version --school --lang es
	err_has "takes no '"'--school'"'"
	mc 0 version --lang=xx --lang=es -h
	out_has "Uso:"
'
it "refuses the options of a school for a command without one" '
	for option in school records actor passphrase-file passphrase-fd; do
		mc 2 version --$option x
		err_is "migracode: '"'migracode version' takes no '--\$option'"'
hint: it works on no school; '"'migracode help version'"' shows its options"
		mc 2 --$option=x version
		err_has "takes no '"'--\$option'"'"
		mc 0 help version
		fails grep -q -- "--$option" "$OUT"
	done
	export MIGRACODE_SCHOOL=x MIGRACODE_RECORDS=x MIGRACODE_ACTOR=x
	mc 0 version
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
