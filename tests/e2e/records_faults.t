#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
start_postgres
# Whatever happens in the middle of the work, the records are as they were, or as they should be: nothing is lost and nothing
# comes twice.  MIGRACODE_TEST_KILLS: how often programs are killed in the middle, in each of three tests.
# shellcheck disable=SC2016
school='
	kills=${MIGRACODE_TEST_KILLS:-66}
	make_list() { # FIRST COUNT: learners with names
		echo "learner_id,gender,started_on,display_name,email"
		seq "$1" $(($1 + $2 - 1)) | sed "s/.*/L&,f,2026-01-12,Zubaida Number &,zubaida&@sample.example/"
	}
	make_school s
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	# Starts a command and kills it some time later, mostly in the middle.
	kill_in() { # MILLISECONDS ARGS…
		local most=$1
		shift
		"$MIGRACODE" --school s "$@" >"$OUT" 2>"$ERR" </dev/null &
		sleep "0.$(printf %03d $((RANDOM % most)))"
		kill -9 $! 2>/dev/null || true
		wait $! 2>/dev/null || true
	}
	learners() { sql "SELECT count(*) FROM learner"; }
'

it_both "survives being killed while it takes a list in" "$school"'
	[ $ENGINE = sqlite ] || kills=$((kills / 4))
	for i in $(seq "$kills"); do
		make_list $((i * 100)) 50 >list.csv
		kill_in 60 learner import --cohort c1 --yes list.csv
		mc 0 --school s audit verify
		have=$(learners)
		[ "$have" -eq $(((i - 1) * 50)) ] || [ "$have" -eq $((i * 50)) ] || complain "half a list: $have in round $i"
		mc 0 --school s learner import --cohort c1 --yes --json list.csv
		out_json "d.new + d.same == 50 && d.changed == 0"
		[ "$(learners)" -eq $((i * 50)) ]
	done
	[ "$(sql "SELECT count(*) FROM event")" -eq $((kills * 50 + 1)) ]
	mc 0 --school s records rebuild --check
'
it_both "survives being killed while it makes all tables anew" "$school"'
	[ $ENGINE = sqlite ] || kills=$((kills / 4))
	make_list 1 1500 >list.csv
	mc 0 --school s learner import --cohort c1 --yes list.csv
	for i in $(seq "$kills"); do
		kill_in 90 records rebuild
		[ "$(learners)" = 1500 ]
	done
	mc 0 --school s records rebuild --check
	mc 0 --school s audit verify
'
it_both "survives being killed while it writes a backup" "$school"'
	[ $ENGINE = sqlite ] || kills=$((kills / 4))
	make_list 1 1500 >list.csv
	mc 0 --school s learner import --cohort c1 --yes list.csv
	mc 0 --school s backup
	for i in $(seq "$kills"); do
		kill_in 60 backup s/backups/next.backup
		[ ! -e s/backups/next.backup ] || { mv s/backups/next.backup s/backups/whole.backup; }
	done
	mc 0 --school s backup
	# What was cut off leaves no copy of keys behind.
	[ -z "$(ls s/backups | grep "^people.ring." || true)" ]
	mc 0 --school s audit verify && head=$(sed -n "s/^end of the log: //p" "$OUT")
	for file in s/backups/*.backup; do
		mc 0 restore --json "$file" copy
		out_json "d.events == 1501 && d.lost == 0"
		mc 0 --school copy audit verify --expect "$head"
		rm -rf copy
	done
'
it_both "lets several write at the same time" "$school"'
	for i in 1 2 3 4; do make_list $((i * 1000)) 200 >list$i.csv; done
	for i in 1 2 3 4; do "$MIGRACODE" --school s learner import --cohort c1 --yes list$i.csv >/dev/null & done
	for job in $(jobs -p); do wait "$job"; done
	[ "$(learners)" = 800 ]
	mc 0 --school s audit verify
	mc 0 --school s records rebuild --check
'
it "says that the disk is full, and goes on when it is not" "$school"'
	[ "$(id -u)" = 0 ] || skip "only root can make a small disk"
	mkdir disk
	mount -t tmpfs -o size=2m tmpfs disk 2>/dev/null || skip "no file system can be mounted here"
	trap "umount -l disk" EXIT
	cp -r s disk/s
	make_list 1 5000 >list.csv
	mc 4 --school disk/s learner import --cohort c1 --yes list.csv
	err_has "the disk is full"
	err_lacks Zubaida
	mc 0 --school disk/s audit verify
	out_has "1 event"
	mount -o remount,size=60m disk
	mc 0 --school disk/s learner import --cohort c1 --yes list.csv
	mc 0 --school disk/s audit verify
	out_has "5001 events"
	mount -o remount,ro disk
	make_list 9001 1 >list.csv
	mc 4 --school disk/s learner import --cohort c1 --yes list.csv
	err_has "cannot write"
	err_lacks Zubaida
'
it "says that a folder cannot be written" "$school"'
	[ "$(id -u)" != 0 ] || skip "root can write everywhere"
	make_list 1 1 >list.csv
	chmod a-w s s/school.db
	mc 4 --school s learner import --cohort c1 --yes list.csv
	err_has "no permission"
'
it "takes what a server that went away did not keep, again" "
	[ -n \"\${MIGRACODE_TEST_POSTGRES:-}\" ] || skip \"no PostgreSQL server\"
	$school"'
	server=$(bash "$TOP/tests/postgres.sh" start $$)
	trap "bash $TOP/tests/postgres.sh stop $server" EXIT
	place="postgresql://postgres@/postgres?host=$server"
	mc 0 init school --records "$place" p
	mc 0 --school p cohort create --id c1 --start 2026-01-12 --length-days 120
	make_list 1 8000 >list.csv
	for i in 1 2 3; do
		"$MIGRACODE" --school p learner import --cohort c1 --yes list.csv >"$OUT" 2>"$ERR" &
		sleep "0.$((RANDOM % 5 + 1))"
		bash "$TOP/tests/postgres.sh" crash "$server"
		status=0
		wait $! || status=$?
		[ $status -eq 4 ] || [ $status -eq 0 ]
		err_lacks Zubaida
		mc 4 --school p audit verify
		bash "$TOP/tests/postgres.sh" again "$server"
		mc 0 --school p audit verify
		have=$(psql -qtAX "$place" -c "SELECT count(*) FROM learner")
		[ "$have" = 0 ] || [ "$have" = 8000 ]
	done
	mc 0 --school p learner import --cohort c1 --yes list.csv
	mc 0 --school p audit verify
	out_has "8001 events"
'
it "leaves no core dump" "$school"'
	ulimit -c unlimited 2>/dev/null || skip "core dumps are not allowed here"
	make_list 1 3000 >list.csv
	"$MIGRACODE" --school s learner import --cohort c1 --yes list.csv >/dev/null 2>&1 &
	sleep 0.05
	kill -ABRT $! 2>/dev/null || true
	wait $! 2>/dev/null || true
	[ -z "$(find . -name "core*" -type f)" ]
'
finish
