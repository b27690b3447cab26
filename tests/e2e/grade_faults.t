#!/usr/bin/env bash
# Repositories that are not as they should be: each learner's state is said, everybody else's results stand, and nobody gets a
# zero for what is not their work.
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/cohort_repos.sh"

# shellcheck disable=SC2016 # expanded by the tests' own shells
FAULTS="$COHORT"'
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=sample GIT_AUTHOR_EMAIL=sample@example.org
export GIT_COMMITTER_NAME=sample GIT_COMMITTER_EMAIL=sample@example.org
# work LEARNER COMMANDS…: in a clone of the repository, which is pushed by force
work() {
	local repo=$PWD/c/repos/$1.git
	shift
	rm -rf w; git clone -q "$repo" w; (cd w; eval "$@"); git -C w push -qf origin HEAD:main
}
# dated DATE COMMANDS…: with this time of day for commits
dated() { local date=$1; shift; GIT_AUTHOR_DATE=$date GIT_COMMITTER_DATE=$date "$@"; }
at=modules/sums
result() { out_json "(r => $3)(d.results.find(r => r.learner == \"$1\" && r.exercise == \"$2\"))"; }
# the others have what they had: L0001 passed both exercises, L0002 the second
others() {
	result L0001 e01 "r.verdict == \"pass\" && r.points == 3"
	result L0001 e02 "r.verdict == \"pass\" && r.points == 3"
	result L0002 e02 "r.verdict == \"pass\" && r.points == 3"
}
# no verdict that nobody earned
no_zero() { result "$1" "$2" "!(\"points\" in r) && !(\"verdict\" in r)"; }
'

it "takes a history that was rewritten, and times do not move for the same files" "$FAULTS"'
	lay 4 2
	ms 0 grade --cohort c1 --json
	before=$(node -pe "JSON.parse(require(\"fs\").readFileSync(process.argv[1])).results.find(r => r.learner == \"L0004\" && r.exercise == \"e02\").submitted_at" "$OUT")
	# One commit for all, made later
	work L0004 "git reset -q --soft HEAD~2; dated 2026-03-01T12:00:00Z git commit -qm again"
	ms 0 grade --cohort c1 --json
	out_json "d.computed == 0 && d.learners.filter(l => l.new).map(l => l.id).join() == \"L0004\""
	result L0004 e02 "r.verdict == \"pass\" && r.submitted_at == \"$before\""
	# Work that was taken back is not there, and no zero
	work L0004 "git reset -q --hard HEAD~1"
	ms 0 grade --cohort c1 --json
	result L0004 e01 "r.state == \"not-submitted\""
	no_zero L0004 e01
	others
	ms 0 records rebuild --check
'
it "keeps what it has when a repository is deleted, moved or broken" "$FAULTS"'
	lay 4 2
	ms 0 grade --cohort c1
	rm -rf c/repos/L0003.git
	mv c/repos/L0004.git c/repos/elsewhere.git
	ms 4 grade --cohort c1 --json
	out_json "d.computed == 0 && d.faults == 2"
	out_json "d.learners.filter(l => l.repository == \"not-fetched\").map(l => l.id).join() == \"L0003,L0004\""
	out_json "d.learners.filter(l => l.reason).every(l => !l.reason.includes(\"/\"))"
	result L0004 e01 "r.verdict == \"pass\" && r.points == 3"
	others
	# An object is lost on the way: what came before stays
	mv c/repos/elsewhere.git c/repos/L0004.git
	work L0004 "echo \"# more\" >>$at/e01/main.sh; git commit -qam more"
	git -C c/repos/L0004.git repack -qad
	for pack in c/repos/L0004.git/objects/pack/*.pack; do chmod u+w "$pack"; printf XXXXXXXXXXXXXXXX | dd of="$pack" bs=1 seek=100 conv=notrunc 2>/dev/null; done
	ms 4 grade --cohort c1 --json
	out_json "d.computed == 0"
	result L0004 e01 "r.verdict == \"pass\" && r.points == 3"
	others
'
it "follows a folder that was renamed" "$FAULTS"'
	lay 4 2
	ms 0 grade --cohort c1
	work L0004 "git mv modules weeks; mkdir -p modules; git mv weeks/sums/e01 modules/; git commit -qm move; cp -r modules/e01 .; rm -r modules; git add -A; git commit -qm out"
	ms 0 grade --cohort c1 --json
	result L0004 e01 "r.verdict == \"pass\" && !r.computed"
	others
'
it "says that a repository is empty" "$FAULTS"'
	lay 4 2
	rm -rf c/repos/L0004.git; git init -q --bare c/repos/L0004.git
	ms 0 grade --cohort c1 --json
	out_json "d.learners.find(l => l.id == \"L0004\").repository == \"empty\" && d.faults == 0"
	no_zero L0004 e01
	others
	ms 0 grade --cohort c1
	grep -q ": the repository is empty$" "$OUT"
'
it "takes a huge repository for what it is" "$FAULTS"'
	lay 4 2
	work L0003 "head -c 60000000 /dev/zero >$at/e01/main.sh; git add -A; git commit -qm huge"
	work L0004 "mkdir -p $at/e01/node_modules; b=\$(git hash-object -w $at/e01/main.sh); t=\$(for i in \$(seq 25000); do printf \"100644 blob %s\tf%05d\n\" \$b \$i; done | git mktree)
		git read-tree --prefix=$at/e01/node_modules/ \$t; git commit -qm packages"
	ms 0 grade --cohort c1 --json
	result L0003 e01 "r.state == \"graded\" && r.verdict != \"pass\""
	result L0003 e02 "r.verdict == \"fail\" || r.verdict == \"partial\""
	result L0004 e01 "r.verdict == \"pass\""
	others
'
it "says that a mirror is damaged, and mends it" "$FAULTS"'
	lay 4 2
	ms 0 fetch --cohort c1
	for pack in c/school/mirrors/L0004.git/objects/pack/*.pack; do chmod u+w "$pack"; dd if=/dev/zero of="$pack" bs=1 seek=20 count=400 conv=notrunc 2>/dev/null; done
	ms 4 grade --cohort c1 --no-fetch --json
	out_json "d.learners.find(l => l.id == \"L0004\").repository == \"damaged\" && d.faults >= 1"
	no_zero L0004 e01
	others
	rm -rf c/school/mirrors/L0004.git
	ms 0 grade --cohort c1 --json
	result L0004 e01 "r.verdict == \"pass\" && r.computed"
	others
'
it "believes no clock that runs ahead or was never set" "$FAULTS"'
	lay 4 2
	year=$(date -u +%Y)
	ms 0 deadline set --cohort c1 --exercise e01 --at "$((year + 1))-01-01"
	work L0003 "echo \"# more\" >>$at/e01/main.sh; dated 2099-01-01T00:00:00Z git commit -qam future"
	work L0004 "echo \"# more\" >>$at/e01/main.sh; dated \"@0 +0000\" git commit -qam never-set"
	ms 0 grade --cohort c1 --json
	for learner in L0003 L0004; do
		result $learner e01 "r.state == \"graded\" && r.clock == \"arrival\" && r.submitted_at.startsWith(\"$year\")"
	done
	# What was made before such a commit has its own time
	result L0004 e02 "r.clock == \"committer\" && r.submitted_at.startsWith(\"2026-02\")"
	others
'
it "sees a branch that a test looks at, although the main one did not move" "$FAULTS"'
	lay 4 2
	sed -i "s/\"tests\": \[/&{\"id\": \"branch\", \"title\": \"Branch\", \"kind\": \"git\", \"branch\": \"extra\", \"commits\": {\"min\": 1}},/" c/curriculum/modules/sums/e02/exercise.json
	ms 0 grade --cohort c1 --unverified --json
	result L0004 e02 "r.verdict == \"partial\" && r.points == 3"
	work L0004 "git checkout -qb extra; dated 2026-02-20T12:00:00Z git commit -q --allow-empty -m extra; echo \"# more\" >>$at/e02/main.sh
		git commit -qam more; git push -q origin extra; git checkout -q main"
	ms 0 grade --cohort c1 --unverified --json
	result L0004 e02 "r.verdict == \"pass\" && r.points == 4 && r.computed"
	out_json "d.computed == 1"
	ms 0 grade --cohort c1 --unverified --json
	out_json "d.computed == 0"
'
it "computes again what somebody removed from the results, and names what is damaged" "$FAULTS"'
	lay 2 2
	ms 0 grade --cohort c1
	table before
	rm -r c/school/results
	ms 4 feedback --cohort c1 --to files letters
	err_has "not stored any more"
	ms 0 results show --cohort c1 L0001 e01
	out_has "not stored here any more"
	ms 0 grade --cohort c1 --json
	out_json "d.computed == 4 && d.faults == 0"
	table after
	cmp before after
	ms 0 records rebuild --check
	# What is recorded is not read again each time: who needs it says what to do
	ms 0 results show --cohort c1 L0001 e01 --json
	key=$(node -pe "JSON.parse(require(\"fs\").readFileSync(process.argv[1])).result.key" "$OUT")
	file=$(echo c/school/results/*/"$key".json)
	head -c 400 "$file" >cut
	for damaged in cut /dev/null "$(ls c/school/results/*/*.json | grep -v "$key" | head -1)"; do
		cat "$damaged" >"$file"
		for command in "results show --cohort c1 L0001 e01" "replay --cohort c1 L0001 e01" "results export --cohort c1 --exercise e01 --format markdown"; do
			ms 3 $command
			err_has "is damaged"
			err_has "$file"; err_has "grade again: rm"
		done
		rm "$file"
		ms 0 grade --cohort c1 --json
		out_json "d.computed == 1"
		ms 0 results show --cohort c1 L0001 e01
	done
'
it "says whose clock a time is of, and names no folder of the school to learners" "$FAULTS"'
	lay 2 1
	work L0001 "echo \"# more\" >>$at/e01/main.sh; dated 2090-01-01T00:00:00Z git commit -qam future"
	work L0002 "head -c 60000000 /dev/zero >$at/e01/main.sh; dated 2026-03-01T00:00:00Z git commit -qam huge"
	ms 0 grade --cohort c1
	ms 0 results show --cohort c1 L0001 e01
	out_has "when it was first fetched"
	ms 0 results show --cohort c1 L0002 e01
	out_has "by the committer"
	out_has "too large"
	ms 0 feedback --cohort c1 --to files letters
	grep -q "too large" letters/L0002/e01.md
	fails grep -rq mirrors letters c/school/results
'
it "says of a grade that its work is no longer in the repository" "$FAULTS"'
	lay 2 2
	ms 0 grade --cohort c1
	ms 0 results --cohort c1 --json
	out_json "d.results.every(r => r.taken_back === false)"
	work L0001 "git rm -q $at/e01/main.sh; git commit -qm gone"
	ms 0 grade --cohort c1
	ms 0 results --cohort c1 --json
	out_json "d.results.filter(r => r.taken_back).map(r => r.learner + r.exercise + r.points).join() == \"L0001e013\""
	ms 0 results --cohort c1
	out_has "3^"
	out_has "^ no longer in the repository"
	ms 0 results --cohort c1 --verdict taken-back --json
	out_json "d.results.length == 1"
	ms 0 results show --cohort c1 L0001 e01
	out_has "no longer in the repository"
	# What was brought back is there again
	work L0001 "git revert --no-edit HEAD"
	ms 0 grade --cohort c1
	ms 0 results --cohort c1
	out_lacks "^"
'
it "grades neither of two learners with one repository" "$FAULTS"'
	lay 4 2
	ms 0 grade --cohort c1
	sed -i "s|repos/L0004.git|repos/L0003.git|" c/learners.csv
	ms 0 learner import --cohort c1 --yes c/learners.csv
	work L0003 "echo \"# more\" >>$at/e01/main.sh; git commit -qam more"
	ms 4 grade --cohort c1 --json
	out_json "d.computed == 0 && d.faults == 2"
	out_json "d.learners.filter(l => l.repository == \"not-fetched\").map(l => l.id).join() == \"L0003,L0004\""
	others
	out_lacks "Sample Learner"; out_lacks "$PWD"
'
finish
