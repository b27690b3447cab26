# shellcheck shell=bash
# shellcheck disable=SC2154 # what run.sh sets, which reads this file
# The records of a school: what their commands cost beside what SQLite itself does with the same rows and files.
#
#   BENCH_EVENTS   events of the larger log; 300000 (100,000 enrolments) unless told. The full size is 3000000: a million
#                  enrolments, 1.3 GB, some two minutes

# learners COUNT: a list as a history is imported, of people who do not exist
learners() {
	awk -v count="$1" 'BEGIN {
		print "learner_id,gender,birth_date,third_country,entry_status,isced,started_on,withdrawn_on,withdrawn_reason,exclusion," \
			"graduated_on,certificate_on,intent,intent_on,work_auth,outcome,accepted_on,status_6m,cohort_finish,display_name,email"
		for (i = 0; i < count; i++) {
			left = i % 3 == 0
			hired = !left && i % 2
			day = sprintf("2026-%02d-%02d", 2 + i % 4, 1 + i % 28)
			printf "L%06d,%s,19%02d-02-03,y,unemployed,3,2026-01-12,%s,%s,,%s,%s,job,2026-01-20,y,%s,%s,,,Sample Learner %d,sample%d@example.org\n",
				i, substr("fmfn", 1 + i % 4, 1), 70 + i % 30, left ? day : "", left ? "job" : "", left ? "" : day, left ? "" : day,
				left ? "" : hired ? "1A" : "3A", hired ? "2026-07-01" : "", i, i
		}
	}'
}

new_school() {
	"$migracode" init school "$1" >/dev/null
	"$migracode" --school "$1" cohort create --id c1 --start 2026-01-12 --length-days 120 --census-day 14 >/dev/null
}

# measured FILE NAME TITLE [by LIMIT]: the row of a command of timeit, and its processor time as a multiple of the first one
measured() {
	local file=$1 name=$2 title=$3 wall cpu by kb min max verdict=''
	IFS=$'\t' read -r _ wall cpu _ _ kb min max by < <(grep "^$name	" "$file")
	if [ $# -gt 3 ]; then
		verdict="<= $5 $(judge "$by" '<=' "$5")"
		case $verdict in *MISSED) missed=$((missed + 1)) ;; esac
	fi
	printf '  %-38s %8.0f %8.0f (%.0f to %.0f) %8.2f %6.0f  %s\n' "$title" "$wall" "$cpu" "$min" "$max" "$by" \
		"$(awk -v kb="$kb" 'BEGIN { print kb / 1024 }')" "$verdict"
}

records_heading() { printf '\n%s\n  %-38s %8s %8s %-10s %10s %6s  %s\n' "$1" '' 'wall ms' 'cpu ms' '(from, to)' 'cpu/first' MiB target; }

# Both commands begin with nothing and end with rows on the disk. SQLite's is given the texts as they are; ours reads and checks
# them, and keeps the log with its hashes, the tables, and what is sealed.
importing() {
	local list=$room/learners.csv columns
	learners 10000 >"$list"
	columns=$(head -n 1 "$list" | sed 's/learner_id/learner_id TEXT PRIMARY KEY/')
	new_school "$room/new"
	cp -R "$room/new" "$room/school"
	# A row of its own, which is not shown, makes both start with nothing again.
	"$bin/timeit" "$runs" peer sh -c "sqlite3 '$room/peer.db' 'CREATE TABLE learner ($columns)' \
			'.import --csv --skip 1 $list learner' && '$bin/seal_bench' 10000" \
		-- ours "$migracode" --school "$room/school" learner import --cohort c1 --yes "$list" \
		-- anew sh -c "rm -rf '$room/peer.db' '$room/school' && cp -R '$room/new' '$room/school'" >"$room/import"
	records_heading 'learner import of 10,000 with names, and the same again'
	measured "$room/import" peer 'sqlite3 .import, and the sealing alone'
	measured "$room/import" ours 'learner import' by 3.00
	"$migracode" --school "$room/school" learner import --cohort c1 --yes "$list" >/dev/null
	"$bin/timeit" "$runs" again "$migracode" --school "$room/school" learner import --cohort c1 --yes "$list" >"$room/import"
	measured "$room/import" again 'the same list again'
}

# A whole course: 30 sessions with a mark for each of 50,000 learners.
attendance() {
	local school=$room/course
	new_school "$school"
	learners 50000 | cut -d , -f 1-7 >"$room/course.csv"
	awk 'BEGIN { print "session_id,held_on"; for (s = 1; s <= 30; s++) printf "s%d,2026-02-%02d\n", s, 1 + s % 28 }' >"$room/sessions.csv"
	awk 'BEGIN {
		print "session_id,learner_id,status"
		for (s = 1; s <= 30; s++)
			for (i = 0; i < 50000; i++)
				printf "s%d,L%06d,%s\n", s, i, (i + s) % 10 == 0 ? "absent" : (i + s) % 13 == 0 ? "late" : "present"
	}' >"$room/marks.csv"
	"$migracode" --school "$school" learner import --cohort c1 --yes "$room/course.csv" >/dev/null
	"$migracode" --school "$school" session import --cohort c1 --yes "$room/sessions.csv" >/dev/null
	"$bin/timeit" $((runs < 3 ? runs : 3)) marks sh -c "rm -rf '$room/marked' && cp -R '$school' '$room/marked' &&
		'$migracode' --school '$room/marked' attendance import --cohort c1 --yes '$room/marks.csv'" >"$room/attendance"
	records_heading 'attendance import: 50,000 learners, 30 sessions'
	measured "$room/attendance" marks 'attendance import'
	target 'marks in a second' "$(awk -v s="$(seconds "$room/attendance" marks)" 'BEGIN { printf "%d", 1500000 / s }')" '' '>=' 100000
	rm -rf "$room/marked" "$school" "$room/marks.csv"
}

# The figures of report graduation over all cohorts, as one would ask SQLite for them. LIMIT -1 makes SQLite find the standing of
# a row once and not for each sum: without, the query takes nearly twice as long.
query() {
	cat <<'SQL'
SELECT count(*), sum(standing = 'left'), sum(standing = 'excluded'), sum(standing = 'on time'), sum(standing = 'late'),
 sum(standing = 'after'), sum(standing = 'still'), sum(standing = 'withdrawn'), sum(standing = 'withdrawn' AND is_moved)
FROM (SELECT CASE WHEN withdrawn_on <= '2027-01-31' AND withdrawn_on <= census_on THEN 'left'
  WHEN exclusion IN ('died', 'incarcerated', 'military') AND (withdrawn_on IS NULL AND NOT coalesce(graduated_on <= '2027-01-31', 0)
   OR withdrawn_on <= '2027-01-31' AND NOT coalesce(graduated_on <= withdrawn_on, 0)) THEN 'excluded'
  WHEN graduated_on <= '2027-01-31' AND certificate_on <= '2027-01-31' THEN
   CASE WHEN graduated_on <= on_time_by THEN 'on time' WHEN graduated_on <= late_by THEN 'late' ELSE 'after' END
  WHEN withdrawn_on <= '2027-01-31' THEN 'withdrawn' ELSE 'still' END AS standing,
  withdrawn_reason IN ('moved-by-authority', 'deported', 'resettled') AS is_moved
 FROM enrolment JOIN cohort USING (school_id, cohort_id) WHERE started_on <= '2027-01-31' LIMIT -1)
SQL
}

# What both say, to see that it is the same.
same_figures() {
	local theirs ours
	theirs=$(query | sqlite3 "$1/school.db")
	ours=$("$migracode" --school "$1" report graduation --as-of 2027-01-31 --json | python3 -c '
import json, sys
d = json.load(sys.stdin)
moved = d["excluding_moves_by_authority"]["excluded"] - d["excluded"]
names = "started left_by_census excluded on_time late_150 after_150 still withdrawn".split()
print("|".join(str(d[name]) for name in names) + f"|{moved}")')
	[ "$theirs" = "$ours" ] || { echo "  DIFFERENT FIGURES: sqlite3 $theirs, report $ours"; missed=$((missed + 1)); }
}

graduation() {
	local school=$1 enrolments=$2
	query >"$room/query.sql"
	"$bin/timeit" "$runs" peer sh -c "sqlite3 '$school/school.db' <'$room/query.sql'" \
		-- ours "$migracode" --school "$school" report graduation --as-of 2027-01-31 --json >"$room/graduation"
	records_heading "report graduation over $enrolments enrolments"
	measured "$room/graduation" peer 'a query by hand in sqlite3'
	measured "$room/graduation" ours 'report graduation --json' by 1.50
	target 'its memory' "$(awk -F '\t' '$1 == "ours" { printf "%.0f", $6 / 1024 }' "$room/graduation")" MiB '<=' 128
	same_figures "$school"
}

# seconds FILE NAME: of processor time
seconds() { awk -F '\t' -v name="$2" '$1 == name { printf "%.3f", $3 / 1000 }' "$1"; }

# Reading the whole log and making everything anew, with a small and a large log: ten times as long may take ten times as much.
whole_log() {
	local small=$1 large=$2 events=$3 few=$(($3 / 10)) name
	"$bin/timeit" $((runs < 5 ? runs : 5)) verify "$migracode" --school "$large" audit verify -- few "$migracode" --school "$small" audit verify \
		-- rebuild "$migracode" --school "$large" records rebuild -- anew "$migracode" --school "$small" records rebuild >"$room/log"
	records_heading "logs of $few and $events events"
	measured "$room/log" few "audit verify, $few"
	measured "$room/log" verify "audit verify, $events"
	measured "$room/log" anew "records rebuild, $few"
	measured "$room/log" rebuild "records rebuild, $events"
	target 'events verified in a second' "$(awk -v s="$(seconds "$room/log" verify)" -v n="$events" 'BEGIN { printf "%d", n / s }')" '' '>=' 500000
	target 'rebuild of a million events' "$(awk -v s="$(seconds "$room/log" rebuild)" -v n="$events" 'BEGIN { printf "%.1f", s * 1e6 / n }')" s '<=' 60
	for name in 'few verify' 'anew rebuild'; do
		target "ten times the events, times the time" "$(awk -v a="$(seconds "$room/log" "${name% *}")" \
			-v b="$(seconds "$room/log" "${name#* }")" 'BEGIN { printf "%.1f", b / a }')" '' '<=' 13
	done
}

records() {
	local events=${BENCH_EVENTS:-300000}
	importing
	attendance
	"$migracode" init school "$room/small" >/dev/null
	"$bin/records_fill" "$room/small" $((events / 10))
	"$migracode" init school "$room/large" >/dev/null
	"$bin/records_fill" "$room/large" "$events"
	graduation "$room/large" $((events / 3))
	whole_log "$room/small" "$room/large" "$events"
}
