# shellcheck shell=bash
# Tests of deadlines: source this behind school.sh, and put $course before the commands of on_both. Inside it:
#   graded LEARNER EXERCISE MODULE TIME   puts a grade into the table, as grading does; 'records rebuild --check' sees it

# shellcheck disable=SC2016,SC2034
course='
	[ -d "$TOP/curricula/first-steps" ] || skip "no curricula here"
	edit() { node -e "
		const fs = require(\"fs\"), d = JSON.parse(fs.readFileSync(\"s/school.json\"));
		Object.assign(d, $1); fs.writeFileSync(\"s/school.json\", JSON.stringify(d));"; }
	edit "{curriculum: \"$TOP/curricula/first-steps\", time_zone: \"Europe/Athens\"}"
	graded() {
		local sql="INSERT INTO grade (school_id, cohort_id, learner_id, exercise, module, tip, commit_id, digest, spec, tools, version,
			result_key, verdict, points, max, submitted_at, clock)
			SELECT school_id, cohort_id, '\''$1'\'', '\''$2'\'', '\''$3'\'', '\''a'\'', '\''a'\'', '\''a'\'', '\''a'\'', '\''a'\'', '\''1'\'',
			'\''k'\'', '\''pass'\'', 1000, 1000, '\''$4'\'', '\''committer'\'' FROM cohort WHERE cohort_id = '\''c1'\''"
		if [ -z "${POSTGRES:-}" ]; then sqlite3 s/school.db "$sql"; else psql -qtAX -v ON_ERROR_STOP=1 "$POSTGRES" -c "$sql"; fi
	}
'
