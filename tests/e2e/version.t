#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"

it "prints name and version" '
	mc 0 version
	[ "$(cat "$OUT")" = "migracode $(sed -n "s/^VERSION := //p" "$TOP/Makefile")" ]
	mc 0 --version
	out_has "migracode "
'
it "prints one JSON document" '
	mc 0 version --json
	out_json "d.schema == \"migracode/version/v1\" && /^[0-9]+\.[0-9]+\.[0-9]+$/.test(d.version)"
'
it "refuses operands" '
	mc 2 version now
	err_has "one word too many"
'
it "reports a full disk on stdout" '
	[ -w /dev/full ] || skip "no /dev/full"
	status=0
	"$MIGRACODE" version >/dev/full 2>err || status=$?
	[ "$status" -eq 4 ]
	grep -q "No space left" err
'
finish
