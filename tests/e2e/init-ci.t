#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"

# A course, and a learner's repository made from its workspace, in which c-largest is solved and shell-list-length is wrong.
course_and_work='
	export GIT_AUTHOR_NAME=Sample GIT_AUTHOR_EMAIL=s@example.org GIT_COMMITTER_NAME=Sample GIT_COMMITTER_EMAIL=s@example.org
	PATH=$(dirname "$MIGRACODE"):$PATH
	mc 0 init curriculum course -q
	mc 0 workspace build -c course work -q
	first=modules/first-steps
	cp course/$first/c-largest/solution/largest.c work/$first/c-largest/
	git -C work commit -qam "solve one"
	half=$(git -C work rev-parse HEAD)
	for f in course/$first/shell-list-length/starter/*; do echo "echo wrong" >"work/$first/shell-list-length/${f##*/}"; done
	git -C work commit -qam "break one"
	base=$(git -C work rev-list --max-parents=0 HEAD)
'
it "lays the recipe of each host, and never over the file of somebody else" '
	for host in github gitlab forgejo; do
		mkdir $host
		mc 0 init ci --for $host $host
		[ -x $host/.migracode/grade.sh ] && [ -x $host/.migracode/install.sh ]
		mc 0 init ci --for $host $host -q
	done
	file_has github/.github/actions/migracode-grade/action.yml "using: composite"
	file_has github/.github/workflows/migracode-grade.yml "\${{ inputs.repository }}"
	file_has gitlab/.gitlab-ci.yml "grade.sh"
	echo "mine: yes" >gitlab/.gitlab-ci.yml
	mc 3 init ci --for gitlab gitlab
	err_has "gitlab/.gitlab-ci.yml"
	[ "$(cat gitlab/.gitlab-ci.yml)" = "mine: yes" ]
	mc 3 init ci nowhere
	err_has "nowhere"
'
it "lays files that parse" '
	python3 -c "import yaml" 2>/dev/null || skip "python3-yaml is not installed"
	for host in github gitlab forgejo; do mkdir $host; mc 0 init ci --for $host --json $host; done
	out_json "d.schema === \"migracode/ci/v1\" && d.files.length === 3"
	find . -name "*.yml" -o -name ".*.yml" | sort | xargs python3 -c "
import sys, yaml
for path in sys.argv[1:]:
    data = yaml.safe_load(open(path))
    assert isinstance(data, dict) and len(data) > 0, path
assert len(sys.argv) == 6, sys.argv"
	for script in */.migracode/*.sh; do sh -n "$script"; done
'
it "grades what a submission changed, with the tests of the course, and its exit status says how it went" "$course_and_work"'
	mc 0 init ci course -q
	sh course/.migracode/grade.sh course work "$half" "$base" >log
	file_has log "== modules/first-steps/c-largest"
	fails grep -q shell-list-length log
	MIGRACODE_PASSING=100 sh course/.migracode/grade.sh course work "$half" "$base" >log
	status=0
	MIGRACODE_PASSING=100 sh course/.migracode/grade.sh course work HEAD "$base" >log || status=$?
	[ $status = 1 ]
	file_has log "shell-list-length"
	# Points do not decide when nobody says so, and all exercises that are there are graded without a base.
	sh course/.migracode/grade.sh course work HEAD >log
	file_has log "js-basket-total"
	sh course/.migracode/grade.sh course work "$base" "$base" >log
	file_has log "changes no exercise"
'
it "does not take a fault of ours for a failure of the learner" "$course_and_work"'
	mc 0 init ci course -q
	echo "{" >course/modules/first-steps/c-largest/exercise.json
	status=0
	sh course/.migracode/grade.sh course work "$half" "$base" >log 2>&1 || status=$?
	[ $status = 3 ]
'
it "writes the summary page of a workflow" "$course_and_work"'
	mc 0 init ci course -q
	GITHUB_STEP_SUMMARY=$PWD/summary.md sh course/.migracode/grade.sh course work HEAD "$base" >log
	file_has summary.md "## The largest number"
	[ "$(grep -c "^## " summary.md)" = 2 ]
	cd work
	GITHUB_STEP_SUMMARY=$PWD/../check.md sh .migracode/ci.sh >log || true
	[ "$(grep -c "^## " ../check.md)" = 2 ]
'
it "gives HackYourFuture its score.json, and no score for a fault of ours" '
	mkdir -p assignment/.hyf
	mc 0 init curriculum course -q
	mc 0 init ci --for hyf assignment -q
	cp -r course/modules/first-steps/c-largest assignment/.hyf/exercise
	cp course/modules/first-steps/c-largest/solution/largest.c assignment/
	PATH=$(dirname "$MIGRACODE"):$PATH
	bash assignment/.hyf/test.sh >log
	[ "$(cat assignment/.hyf/score.json)" = "{\"score\":100,\"pass\":true,\"passingScore\":60}" ]
	echo "int main(void){return 0;}" >assignment/largest.c
	bash assignment/.hyf/test.sh >log
	file_has assignment/.hyf/score.json "\"pass\":false"
	echo "{" >assignment/.hyf/exercise/exercise.json
	status=0
	bash assignment/.hyf/test.sh >log 2>&1 || status=$?
	[ $status = 3 ]
	[ ! -e assignment/.hyf/score.json ]
'
it "fails under a share of the points when it is asked to" "$course_and_work"'
	mc 1 grade --unverified -e course/$first/shell-list-length --fail-under 50 work
	mc 0 grade --unverified -e course/$first/shell-list-length work
	mc 0 grade --unverified -e course/$first/c-largest --fail-under 100 work
'

finish
