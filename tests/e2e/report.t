#!/usr/bin/env bash
# shellcheck disable=SC2016
. "$(dirname "$0")/harness.sh"
start_postgres

# Makes a school of a random history in list.csv, on the engine of $1 (a URL, or nothing for SQLite), in folder $2.
school='
	make_school() {
		rm -rf "$2"
		mc 0 init school ${1:+--records "$1"} "$2"
		mc 0 --school "$2" cohort create --id c1 --start 2026-01-12 --length-days 120 --census-day 14
		mc 0 --school "$2" learner import --cohort c1 --yes list.csv
	}
	# Every figure of the second definition is in the document on stdout, and says the same.
	as_expected() {
		python3 "$TOP/tests/e2e/rates_oracle.py" expect "$1" "$2" 2026-01-12 120 14 <list.csv >expected.json
		out_json "(() => { const e = JSON.parse(require(\"fs\").readFileSync(\"expected.json\"));
			const has = (a, b) => Object.keys(b).every(k => typeof b[k] == \"object\" ? has(a[k], b[k]) : a[k] === b[k] ||
				(console.log(k, a[k], b[k]), false));
			return has(d, e); })()"
	}
	oracle() { python3 "$TOP/tests/e2e/rates_oracle.py" make "$@" >list.csv; }
'

it "counts graduation, outcomes and indicators by the definition" "$school"'
	for seed in 1 2 3; do
		oracle $seed 600
		make_school "" s
		for day in 2026-01-26 2026-05-12 2026-05-13 2026-07-10 2026-07-11 2027-01-31; do
			for kind in graduation outcomes esf; do
				mc 0 --school s report $kind --cohort c1 --as-of $day --json
				as_expected $kind $day
			done
		done
	done
'
it "says the same from PostgreSQL, byte by byte" "$school"'
	fresh_postgres
	oracle 4 300
	make_school "" lite
	make_school "$POSTGRES" post
	for kind in graduation outcomes esf gender; do
		for format in json text csv markdown html; do
			mc 0 --school lite report $kind --cohort c1 --as-of 2027-01-31 --format $format
			cp "$OUT" lite.out
			mc 0 --school post report $kind --cohort c1 --as-of 2027-01-31 --format $format
			cmp lite.out "$OUT"
		done
	done
	mc 0 --school lite report gender --as-of 2027-01-31 --audience funder --json
	cp "$OUT" lite.out
	mc 0 --school post report gender --as-of 2027-01-31 --audience funder --json
	cmp lite.out "$OUT"
'
it "adds up attendance by week and results by exercise, the same on both engines" "$school"'
	fresh_postgres
	printf "learner_id,started_on,withdrawn_on\nL1,2026-01-12,\nL2,2026-01-12,\nL3,2026-01-12,2026-02-01\n" >list.csv
	printf "session_id,held_on,starts_at,minutes\na,2026-01-13,18:00,60\nb,2026-01-18,18:00,60\nc,2026-01-19,18:00,60\nd,2026-03-02,18:00,60\n" >plan.csv
	printf "session_id,learner_id,status\na,L1,present\na,L2,late\na,L3,absent\nb,L1,excused\nb,L2,absent\nc,L1,present\nd,L1,present\n" >marks.csv
	printf "learner_id,exercise,module,passed,points,max,done_on\nL1,one,m,y,2,2,2026-02-01\nL2,one,m,n,1,2,2026-02-01\nL3,one,m,y,2,2,2026-01-20\nL1,two,m,y,2,2,2026-03-01\n" >results.csv
	for place in "" "$POSTGRES"; do
		make_school "$place" s
		mc 0 --school s session import --cohort c1 --yes plan.csv
		mc 0 --school s attendance import --cohort c1 --yes marks.csv
		mc 0 --school s results import --cohort c1 --yes results.csv
		mc 0 --school s report attendance --cohort c1 --as-of 2026-02-15 --json
		# Two present, one late, two absent, one excused in two weeks; a session that is still to come does not count.
		out_json "d.weeks.length == 2 && d.weeks[0].sessions == 2 && d.weeks[0].learners == 3 && d.weeks[0].attendance_pct == \"50.0\" &&
			d.weeks[1].week == \"2026-01-19\" && d.total.present == 2 && d.total.attendance_pct == \"60.0\""
		mc 0 --school s report progress --cohort c1 --as-of 2026-02-15 --json
		# Who left is not asked, and what was done later is not known yet.
		out_json "d.learners == 2 && d.exercises.length == 1 && d.exercises[0].passed == 1 && d.exercises[0].tried == 1 &&
			d.exercises[0].passed_pct == \"50.0\""
		printf "{\"schema\":\"migracode/rules/v1\",\"id\":\"r\",\"version\":\"1.0.0\",\"curriculum\":\"c\",\"title\":{\"en\":\"Rules\"},
			\"attendance\":{\"late\":500,\"excused\":\"absent\",\"min_held\":1},\"rules\":[]}" >s/rules.json
		sed -i "s/\"rules\":\[\]/\"rules\":[{\"id\":\"a\",\"kind\":\"attendance\",\"title\":{\"en\":\"A\"},\"percent\":80}]/" s/rules.json
		mc 0 --school s report attendance --cohort c1 --as-of 2026-02-15 --json
		out_json "d.total.attendance_pct == \"41.7\""
	done
'
it "gives a rate without learners as a dash, and stamps what can still change" "$school"'
	printf "learner_id,started_on\nL1,2026-01-12\n" >list.csv
	make_school "" s
	mc 0 --school s report graduation --as-of 2026-01-11 --json
	out_json "d.started == 0 && d.grad100_pct == \"–\" && d.final === false"
	mc 0 --school s report graduation --as-of 2026-07-10
	out_has "PROVISIONAL"
	out_has "definition: migracode-2026.1"
	mc 0 --school s report graduation --as-of 2026-07-11
	out_lacks "PROVISIONAL"
'
it "hides few people from funders, rounds for the public, and stamps what is internal" "$school"'
	oracle 5 40
	make_school "" s
	mc 0 --school s report gender --as-of 2027-01-31
	out_has "INTERNAL"
	mc 0 --school s report gender --as-of 2027-01-31 --audience funder --json
	out_json "(() => { const all = []; const walk = o => Object.values(o).forEach(v => typeof v == \"object\" && v ? walk(v) : all.push(v));
		walk({ f: d.f, m: d.m, n: d.n, u: d.unknown, t: d.total });
		return all.includes(null) && !all.some(v => typeof v == \"number\" && v > 0 && v < 5); })()"
	make_school "" other
	mc 0 --school other report graduation --as-of 2027-01-31 --audience public --json
	out_json "d.started % 5 == 0 && d.graduated % 5 == 0"
'
# Women who graduated are those who count and those who do not: two figures of the second table.
it "tells in no second table what the first one hides" "$school"'
	people() { for i in $(seq "$3"); do echo "$1$2$i,$1,2026-01-12,$4"; done; }
	{
		echo "learner_id,gender,started_on,withdrawn_on,withdrawn_reason,graduated_on,certificate_on,outcome,accepted_on"
		people f g 20 ",,2026-05-01,2026-05-02,1A,2026-06-01"; people f s 6 ,,,,,; people f w 21 "2026-03-01,job,,,,"
		people m g 28 ",,2026-05-01,2026-05-02,1A,2026-06-01"; people m s 15 ,,,,,; people m w 14 "2026-03-01,job,,,,"
		people n g 12 ",,2026-05-01,2026-05-02,1A,2026-06-01"; people n s 1 ,,,,,; people n w 3 "2026-03-01,job,,,,"
	} >list.csv
	make_school "" s
	mc 0 --school s report gender --as-of 2026-12-31 --audience funder --json
	out_json "[d.f, d.m, d.n, d.total].some(b => b.graduated === null) && [d.f, d.m, d.n, d.total].every(b =>
		b.graduated !== null || b.outcomes.counted === null || b.outcomes.excluded === null)"
'
# Participants of ESF+ are those who started, when all is known of them.
it "hides in each report what another one hides" "$school"'
	people() { for i in $(seq "$3"); do echo "$1$2$i,$1,2026-01-12,$4,y,$5,3,1990-01-01"; done; }
	{
		echo "learner_id,gender,started_on,withdrawn_on,withdrawn_reason,graduated_on,certificate_on,outcome,accepted_on,third_country,entry_status,isced,birth_date"
		people f g 20 ",,2026-05-01,2026-05-02,1A,2026-06-01" unemployed; people m g 30 ",,2026-05-01,2026-05-02,1A,2026-06-01" employed
		people m w 9 "2026-03-01,job,,,," inactive; people n g 3 ",,2026-05-01,2026-05-02,1A,2026-06-01" unemployed
	} >list.csv
	make_school "" s
	mc 0 --school s report gender --as-of 2026-12-31 --audience funder --json
	out_json "d.m.started === null && d.n.started === null && d.total.started === 62"
	for day in 2026-12-31 2027-01-31; do
		got=0
		"$MIGRACODE" --school s report esf --as-of $day --audience funder --json >esf.json 2>err || got=$?
		if [ $got = 0 ]; then mc 0 --school s report esf --as-of $day --audience funder --json; out_json "d.EECO01.m === null"; fi
	done
'
it "hides the same on another day, when nothing has changed" "$school"'
	oracle 4 40
	make_school "" s
	for day in 2027-01-31 2027-02-28; do
		for kind in graduation outcomes esf; do mc 0 --school s report $kind --as-of $day --audience funder --json; done
	done
'
it "refuses a report that would tell of few people together with an earlier one" "$school"'
	printf "learner_id,gender,started_on\n" >list.csv
	for i in $(seq 1 30); do echo "L$i,f,2026-01-12"; done >>list.csv
	make_school "" s
	mc 0 --school s cohort create --id c2 --start 2026-01-12 --length-days 120 --census-day 14
	printf "learner_id,gender,started_on\nM1,f,2026-01-12\nM2,f,2026-01-12\n" >two.csv
	mc 0 --school s learner import --cohort c2 --yes two.csv
	mc 0 --school s report gender --cohort c1 --as-of 2026-08-01 --audience funder
	mc 0 --school s report gender --cohort c1 --as-of 2026-08-01 --audience funder
	mc 3 --school s report gender --as-of 2026-08-01 --audience funder
	mc 0 --school s report gender --as-of 2026-08-01
'
it "says in which language a page is" "$school"'
	oracle 5 20
	make_school "" s
	mc 0 --school s report graduation --as-of 2027-01-31 --format html
	out_has "<html lang=\"en\" dir=\"ltr\">"
	mc 0 --lang es --school s report graduation --as-of 2027-01-31 --format html
	out_has "<html lang=\"es\" dir=\"ltr\">"
	mc 0 --lang ar --school s report graduation --as-of 2027-01-31 --format html
	[ -e "$TOP/po/ar.po" ] || out_has "<html lang=\"en\" dir=\"ltr\">"
'
it "writes files, and refuses what it does not know" "$school"'
	oracle 6 50
	make_school "" s
	mc 0 --school s report graduation --format csv -o file.csv
	file_has file.csv "graduated on time"
	mc 0 --school s report graduation --format html -o page.html
	file_has page.html "<svg"
	mc 2 --school s report graduatoin
	err_has "did you mean"
	mc 3 --school s report graduation --as-of 2026-02-30
	err_has "is not a day"
	mc 3 --school s report graduation --cohort c9
	err_has "there is no cohort"
'
finish
