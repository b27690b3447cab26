#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"

it "makes a school that only its owner can look into" '
	mc 0 init school s
	[ "$(stat -c %a s s/records.key s/school.db | tr "\n" " ")" = "700 600 600 " ]
	file_has s/school.json "migracode/school/v1"
'
it "refuses a folder with something in it, and leaves nothing behind" '
	mc 0 init school s
	mc 3 init school s
	err_has "not empty"
	touch file
	mc 3 init school file
	[ "$(ls -A | tr "\n" " ")" = "file s " ]
'
it "protects the key with a passphrase" '
	(umask 077 && echo "correct horse battery" >pass && echo "another long one" >wrong)
	mc 0 init school s --passphrase-file pass
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	printf "learner_id,display_name\nL1,Sample Person\n" >list.csv
	mc 3 --school s --passphrase-file wrong learner import --cohort c1 --yes list.csv
	mc 0 --school s --passphrase-file pass learner import --cohort c1 --yes list.csv
'
it "leaves no copy of its memory when it crashes" '
	mkfifo pass
	exec 7<>pass
	ulimit -c unlimited 2>/dev/null || true
	"$MIGRACODE" init school s --passphrase-fd 7 >/dev/null 2>&1 &
	pid=$!
	for _ in $(seq 50); do grep -q "^Max core file size *0 " /proc/$pid/limits 2>/dev/null && break; sleep 0.1; done
	if ! cat /proc/$pid/limits >limits 2>/dev/null; then kill $pid; skip "limits of a process cannot be read"; fi
	kill -SEGV $pid
	wait $pid || true
	grep -q "^Max core file size *0 " limits
	[ -z "$(ls | grep core)" ]
'
it "answers as JSON" '
	mc 0 init school --json s
	out_json "d.schema == \"migracode/created/v1\" && d.path == \"s\""
'
it "does not take the records of another school for empty ones" '
	mc 0 init school s
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	sed -i "s/\"id\": \"s-/\"id\": \"t-/" s/school.json
	mc 3 --school s audit verify
	err_has "has the records of the school"
	err_has "the id in school.json never changes"
'
it "tells where school.json is wrong" '
	mc 0 init school s
	sed -i "s/\"language\"/\"languag\"/" s/school.json
	mc 3 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	err_has "s/school.json:5:"
	err_has "languag"
'
finish
