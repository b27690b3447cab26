#!/usr/bin/env bash
# The people side of the demo: a school, a cohort of 24, their course, their graduation, and the figures.
# usage: tests/demo_school.sh FOLDER [CURRICULUM]   (FOLDER/students: their repositories, which are graded when they are there)
# All people in it are made up here, and look like it. Days are fixed, so that it prints the same in every year.
set -eu
folder=$(cd "$1" && pwd)
top=$(cd "$(dirname "$0")/.." && pwd)
course=${2:-$top/curricula/first-steps}
migracode=${MIGRACODE:-$top/build/migracode}
cohort=demo-2025a
cd "$folder"
rm -rf school lists reports feedback certificates
mkdir lists reports
export MIGRACODE_SCHOOL=school MIGRACODE_ACTOR=demo

say() { printf '\n== %s\n' "$*"; }
# run ARGS…: shows the command, and what it says
run() {
	printf '\n$ migracode'
	printf ' %q' "$@"
	printf '\n'
	"$migracode" "$@"
}

# The same, but ids and keys, which are made anew for each school, have names of kinds.
run_hushed() {
	local got=0
	run "$@" >lists/said || got=$?
	sed -E 's/[0-9a-f]{8}-[0-9a-f]{4}(-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})?/<id>/g; s/z6Mk[A-Za-z0-9]{20,}/<key>/g' lists/said
	return $got
}

# ---- lists, as a school would have them in its spreadsheets ----

# A line for each learner: names in four scripts that say "test person", contacts that lead nowhere.
learners() {
	local repositories=(students/learner-*)
	[ -e "${repositories[0]}" ] || repositories=()
	echo "learner_id,display_name,email,language,gender,birth_date,third_country,entry_status,isced,intent,intent_on,work_auth,repository"
	awk -v repositories="${repositories[*]}" -v here="$PWD" 'BEGIN {
		split(repositories, repository)
		split("Sample Learner|Δοκιμαστικό άτομο|شخص تجريبي|Тестова особа", name, "|"); split("en el ar uk", language)
		split("f m f f m f m n", gender); split("unemployed inactive long-term-unemployed employed", status)
		for (i = 1; i <= 24; i++) {
			intent = i == 7 ? "study" : i == 12 ? "self-enrichment" : "job"
			printf "L%02d,%s %02d,learner-%02d@example.org,%s,%s,%d-%02d-15,%s,%s,%d,%s,2025-01-14,%s,%s\n", i,
				name[(i - 1) % 4 + 1], i, i, language[(i - 1) % 4 + 1], gender[(i - 1) % 8 + 1], 1975 + i * 7 % 30, i % 12 + 1,
				i % 5 ? "y" : "n", status[i % 4 + 1], i % 6 + 1, intent, i == 9 ? "unknown" : "y", repository[i] ? here "/" repository[i] : sprintf("https://example.org/learner-%02d.git", i)
		}
	}'
}

# Two evenings a week, for seventeen weeks.
sessions() {
	local week day
	echo "session_id,held_on,starts_at,minutes,module"
	for week in {0..16}; do
		for day in 0 2; do
			day=$(date -u -d "2025-01-13 + $((week * 7 + day)) days" +%F)
			echo "$cohort-$day,$day,18:30,150,$([ "$week" -lt 6 ] && echo shell-basics || echo javascript-basics)"
		done
	done
}

# marks FROM UNTIL: who was there; 06 and 14 leave in January, 22 in March, 20 stays away from March on, 19 comes two times in three.
marks() {
	echo "learner_id,session_id,status"
	awk -F, -v from="$1" -v until="$2" 'NR > 1 && $2 >= from && $2 <= until {
		for (i = 1; i <= 24; i++) {
			if ((i == 6 || i == 14) && $2 > "2025-01-25" || i == 22 && $2 > "2025-03-21" || i == 20 && $2 > "2025-04-14")
				continue
			k = (i * 31 + NR * 17) % 41
			mark = i == 20 && $2 >= "2025-03-03" || i == 19 && NR % 3 == 0 || k == 0 ? "absent" : k < 3 ? "late" : k == 5 ? "excused" : "present"
			printf "L%02d,%s,%s\n", i, $1, mark
		}
	}' lists/sessions.csv
}

# What was passed of the other exercises; 18 is late with two of them.
results() {
	echo "learner_id,exercise,module,points,max,done_on"
	awk 'BEGIN {
		split("js-bus-tickets js-departures js-most-read js-opening-hours", exercise); split("2025-02-24 2025-03-05 2025-03-26 2025-04-23", day)
		for (i = 1; i <= 24; i++)
			for (k = 1; k <= 4; k++)
				if (!(i == 6 || i == 14 || i == 20 && k > 1 || i == 22 && k > 2 || i == 18 && k > 2))
					printf "L%02d,%s,javascript-basics,%d,10,%s\n", i, exercise[k], i == 21 && k == 4 ? 6 : 10, day[k]
	}'
}

late_results() {
	cat <<-END
		learner_id,exercise,module,points,max,done_on
		L18,js-most-read,javascript-basics,10,10,2025-06-18
		L18,js-opening-hours,javascript-basics,10,10,2025-07-02
		L21,js-opening-hours,javascript-basics,10,10,2025-08-18
	END
}

leavers() {
	cat <<-END
		learner_id,withdrawn_on,withdrawn_reason
		L06,2025-01-22,no-time
		L14,2025-01-25,lost-contact
		L20,2025-04-14,personal
		L22,2025-03-21,moved-by-authority
	END
}

# What became of the graduates. Who is not in the list still seeks work.
outcomes() {
	cat <<-END
		learner_id,outcome,accepted_on,evidence,evidence_form,evidence_on,status_exit,status_6m
		L01,1A,2025-06-16,employer,written,2025-06-17,employed,employed
		L02,1B,2025-07-01,document,written,2025-07-02,job-searching,employed
		L03,1A,2025-08-04,graduate,verbal,2025-08-05,job-searching,employed
		L04,1E,2025-06-02,graduate,written,2025-06-04,employed,improved
		L05,2B,2025-06-20,employer,written,2025-06-23,employed,employed
		L06,,,,,,unknown,unknown
		L07,,,,,,education,education
		L08,1A,2025-09-15,recruiter,written,2025-09-16,job-searching,employed
		L09,,,,,,job-searching,job-searching
		L10,1C,2025-05-26,document,written,2025-05-26,employed,employed
		L11,4,,,,,unknown,unknown
		L12,,,,,,employed,employed
		L13,1D,2025-10-01,document,written,2025-10-03,job-searching,employed
		L14,,,,,,unknown,unknown
		L15,1A,2025-07-14,employer,written,2025-07-15,job-searching,employed
		L16,,,,,,job-searching,
		L17,1A,2025-11-24,employer,written,2025-11-25,job-searching,job-searching
		L18,1A,2025-09-01,employer,written,2025-09-02,job-searching,employed
		L20,,,,,,inactive,
		L22,,,,,,unknown,
	END
}

rules() {
	cat <<-END
		{
		  "schema": "migracode/rules/v1", "id": "demo", "version": "1.0.0", "curriculum": "first-steps",
		  "title": {"en": "Certificate of the demo"},
		  "attendance": {"late": 500, "excused": "left-out", "min_held": 10},
		  "rules": [
		    {"id": "attendance", "kind": "attendance", "title": "80 % of the evenings", "percent": 80},
		    {"id": "exercises", "kind": "exercises", "title": "4 of the 5 exercises in JavaScript", "modules": ["javascript-basics"], "percent": 80}
		  ]
		}
	END
}

# What certificates say of the school, and how they look.
certificates() {
	cat <<-END
		"certificates": {
		  "issuer": {"name": "Demo School", "url": "https://school.example.org", "city": "Athens", "country": "GR"},
		  "place": "Athens", "verify_url": "https://school.example.org/verify/", "language": "en", "second_language": "es",
		  "show": {"points": true, "attendance": true},
		  "signatories": [{"name": "Sample Teacher", "role": "Head of the course"}]
		},
	END
}

# ---- the year of a cohort ----

say "A school, its records, and a cohort"
run init school school --name "Demo School" --time-zone Europe/Athens --curriculum "$course"
rules >school/rules.json
certificates >lists/certificates.txt
sed -i '1r lists/certificates.txt' school/school.json
learners >lists/learners.csv
sessions >lists/sessions.csv
leavers >lists/leavers.csv
outcomes >lists/outcomes.csv
run cohort create --id $cohort --title "Evening course, spring 2025" --start 2025-01-13 --length-days 120 --census-day 14
run learner import --cohort $cohort --yes --quiet lists/learners.csv
run learner list --cohort $cohort --as-of 2025-01-14 --names
run session import --cohort $cohort --yes --quiet lists/sessions.csv

if [ -d students ]; then
	say "January: a deadline, rules for who is late, and one command on Sunday evening"
	run deadline set --cohort $cohort --exercise js-shopping-cart --at 2025-01-26
	"$migracode" deadline policy --example >lists/late.json
	run deadline policy --cohort $cohort lists/late.json
	run deadline extend --cohort $cohort --learner L16 --exercise js-shopping-cart --days 3 --reason "was ill"
	run grade --cohort $cohort --exercise js-shopping-cart
	echo
	echo "Again: what is known is not computed a second time."
	run grade --cohort $cohort --exercise js-shopping-cart --quiet
	run results --cohort $cohort --exercise js-shopping-cart
	run override set --cohort $cohort L11 js-shopping-cart --points 14 --reason "explained the mistake and how to mend it"
	run results show --cohort $cohort L11 js-shopping-cart | sed '/^tests$/,/^$/d'
	run results show --cohort $cohort L17 js-shopping-cart | sed '/^tests$/,/^$/d'
	run feedback --cohort $cohort --exercise js-shopping-cart --to files --yes feedback
fi

say "March: what was handed in, who was there, and whom to call"
marks 2025-01-13 2025-03-16 >lists/marks-1.csv
results >lists/results.csv
run attendance import --cohort $cohort --yes --quiet lists/marks-1.csv
run results import --cohort $cohort --yes --quiet lists/results.csv
run learner import --cohort $cohort --yes --quiet lists/leavers.csv
run risk --weekly --names --as-of 2025-03-17 || true

say "May: who meets the published rules, and who graduates"
marks 2025-03-17 2025-05-13 >lists/marks-2.csv
run attendance import --cohort $cohort --yes --quiet lists/marks-2.csv
run graduate check --cohort $cohort --as-of 2025-05-12 || true
run graduate decide --cohort $cohort --on 2025-05-12 --certificate-on 2025-05-12

say "Afterwards: those who were late, and what became of the graduates"
late_results >lists/late-results.csv
run results import --cohort $cohort --yes --quiet lists/late-results.csv
run graduate decide --learner L18 --cohort $cohort --on 2025-07-04 --certificate-on 2025-07-04
run graduate decide --learner L21 --cohort $cohort --on 2025-08-20 --certificate-on 2025-08-20
run learner withdraw L19 --on 2025-06-30 --reason no-time
run outcome import --cohort $cohort --yes --quiet lists/outcomes.csv
run outcome due --cohort $cohort --as-of 2025-11-15

say "Certificates: signed, printed, taken back, verified by anybody"
run_hushed cert keygen --no-passphrase --at 2025-05-01T09:00:00Z
run privacy consent give L01 --purpose certificate-name --on 2025-05-12
run_hushed cert issue --cohort $cohort --dry-run | sed '/^L[0-9]* /d'
run cert issue --cohort $cohort --out certificates --date 2025-09-01 --quiet
given=(certificates/*.pdf)
echo "${#given[@]} PDF files, each with the signed document inside"
wrong=$("$migracode" cert list --cohort $cohort --learner L21 --json | sed -n 's/.*"certificate": "\(.*\)",/\1/p')
run_hushed cert revoke "$wrong" --reason "the last exercise was somebody else's" --at 2025-09-15T09:00:00Z
run_hushed cert list --cohort $cohort --learner L21
echo
echo "$ migracode cert verify certificates/*.pdf --issuers school/certificates/issuers.json --status school/certificates/status/1.json --at 2025-10-01"
"$migracode" cert verify certificates/*.pdf --issuers school/certificates/issuers.json --status school/certificates/status/1.json --at 2025-10-01 --quiet |
	sed 's/^certificates.*pdf: //' | sort | uniq -c

say "The figures, by a published definition"
run report graduation --cohort $cohort --as-of 2026-01-31
echo
echo "For a funder, counts of few people are hidden, and as many others as it takes to keep them so:"
run report gender --cohort $cohort --as-of 2026-01-31 --audience funder | sed '/^Work after/,$d'
for kind in graduation outcomes gender esf attendance progress; do
	"$migracode" report $kind --cohort $cohort --as-of 2026-01-31 --format html --output reports/$kind.html --quiet
done

say "A learner asks to be forgotten: no byte of the name is left, and the figures stay"
run privacy erase L13 --yes
grep -rqa -e "Sample Learner 13" -e learner-13@ school && echo "the name is still there" && exit 1
run audit verify
run records rebuild --check

say "Graduated and at work"
"$migracode" report graduation --cohort $cohort --as-of 2026-01-31 | sed -n '/^$/d; /^cohort/,/^Graduation$/p' | sed '$d'
