#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
# shellcheck source=tests/e2e/fetch.sh
. "$(dirname "$0")/fetch.sh"
. "$(dirname "$0")/forge.sh"

it "copies the repositories of a cohort, and then only what changed" "$FETCH"'
	ms 0 fetch --cohort c1 --json
	out_json "d.schema == \"migracode/fetch/v1\" && d.new == 2 && d.failed == 0 && d.learners.map(l => l.learner).join() == \"L1,L2\""
	[ "$(tip L1)" = "$(git -C r1.git rev-parse main)" ]
	mirror L2 fsck --strict
	ms 0 fetch --cohort c1 --json
	out_json "d.current == 2 && d.new + d.changed == 0"
	commit r1.git r1-two
	ms 0 fetch --cohort c1 --json
	out_json "d.changed == 1 && d.current == 1 && d.learners[0].outcome == \"changed\" && d.learners[0].branch == \"main\""
	[ "$(tip L1)" = "$(git -C r1.git rev-parse main)" ]
	mirror L1 fsck --strict
	ms 0 fetch --cohort c1
	out_is "2 repositories are up to date (new: 0, changed: 0); failed: 0, none: 0"
'
it "leaves nothing in a mirror that says where it came from" "$FETCH"'
	git -C r1.git config remote.origin.url https://sample-user:sample-token@example.org/r.git
	echo "touch ran" >r1.git/hooks/post-update
	chmod +x r1.git/hooks/post-update
	ms 0 fetch --cohort c1
	fails grep -rqF -e "$PWD" -e r1.git -e example.org/r s/mirrors/L1.git/config s/mirrors/L1.git/HEAD s/mirrors/L1.git/packed-refs s/mirrors/L1.json
	fails test -e s/mirrors/L1.git/hooks
	[ "$(mirror L1 remote)" = "" ]
	fails test -e ran
'
it "reads a work tree and changes nothing in it" "$FETCH"'
	git clone -q r1.git work
	echo changed >work/r1-one.txt
	git -C work add . && echo more >work/new.txt
	learners "L1,Sample One,f,2026-01-12,$PWD/work" "L2,Sample Two,m,2026-01-12,file://$PWD/r2.git"
	find work -printf "%p %T@ %s %m %l\n" | sort >before
	chmod -R a-w work
	ms 0 fetch --cohort c1
	chmod -R u+w work
	ms 0 fetch --cohort c1
	find work -printf "%p %T@ %s %m %l\n" | sort >after
	cmp <(cut -d " " -f 1-3 before) <(cut -d " " -f 1-3 after)
	[ "$(tip L1)" = "$(git -C work rev-parse HEAD)" ]
	[ "$(tip L2)" = "$(git -C r2.git rev-parse main)" ]
'
it "says in a dry run what would come, and writes nothing" "$FETCH"'
	ms 0 fetch --cohort c1 --dry-run
	out_has "Sample One (L1): would be fetched"
	out_has "new: 2"
	fails test -e s/mirrors
	ms 0 fetch --cohort c1
	commit r2.git r2-two
	cp -r s/mirrors before
	ms 0 fetch --cohort c1 -n --json
	out_json "d.dry_run && d.changed == 1 && d.current == 1"
	diff -r before s/mirrors
'
it "names who has no repository, and fetches only whom one asks for" "$FETCH"'
	learners "L3,Sample Three,f,2026-01-12,"
	ms 0 fetch --cohort c1
	out_has "Sample Three (L3): no repository in the records"
	commit r1.git more
	commit r2.git more
	ms 0 fetch --cohort c1 --learner L2 --json
	out_json "d.learners.length == 1 && d.learners[0].learner == \"L2\" && d.changed == 1"
	ms 3 fetch --cohort c1 --learner L9
	err_has "'\''L9'\'' does not learn in the cohort"
	ms 2 fetch
	ms 3 fetch --cohort c9
'
it "does not ask those who left" "$FETCH"'
	ms 0 learner withdraw L1 --on 2026-02-01 --reason job
	ms 0 fetch --cohort c1 --json
	out_json "d.learners.map(l => l.learner).join() == \"L2\""
'
it "keeps what was taken back by a forced push" "$FETCH"'
	commit r1.git r1-two
	old=$(git -C r1.git rev-parse main)
	ms 0 fetch --cohort c1
	git -C r1.git update-ref refs/heads/main main~1
	commit r1.git other
	git -C r1.git reflog expire --expire=now --all && git -C r1.git gc -q --prune=now
	fails git -C r1.git cat-file -e "$old"
	ms 0 fetch --cohort c1
	[ "$(tip L1)" = "$(git -C r1.git rev-parse main)" ]
	[ "$(mirror L1 rev-parse "refs/migracode/kept/$old")" = "$old" ]
	mirror L1 fsck --strict
	node -e "const m = JSON.parse(require(\"fs\").readFileSync(\"s/mirrors/L1.json\")); if (m.arrivals.length != 2 || m.arrivals[0].commit != process.argv[1]) process.exit(1)" "$old"
	commit r1.git another
	ms 0 fetch --cohort c1
	[ "$(mirror L1 rev-parse "refs/migracode/kept/$old")" = "$old" ]
'
it "follows a branch that is removed or renamed, also the default one" "$FETCH"'
	BRANCH=extra commit r1.git extra-one
	extra=$(git -C r1.git rev-parse extra)
	ms 0 fetch --cohort c1
	[ "$(mirror L1 rev-parse extra)" = "$extra" ]
	git -C r1.git update-ref -d refs/heads/extra
	git -C r1.git branch -m main trunk
	ms 0 fetch --cohort c1 --json
	out_json "d.learners[0].branch == \"trunk\""
	fails mirror L1 rev-parse -q --verify refs/heads/extra
	fails mirror L1 rev-parse -q --verify refs/heads/main
	[ "$(mirror L1 rev-parse "refs/migracode/kept/$extra")" = "$extra" ]
	[ "$(mirror L1 symbolic-ref HEAD)" = refs/heads/trunk ]
'
it "finds the branch where HEAD names one that nobody pushed" "$FETCH"'
	git -C r1.git symbolic-ref HEAD refs/heads/master
	ms 0 fetch --cohort c1 --json
	out_json "d.learners[0].branch == \"main\""
	BRANCH=a commit r2.git a && BRANCH=b commit r2.git b && git -C r2.git update-ref -d refs/heads/main
	ms 4 fetch --cohort c1 --json
	out_json "d.failed == 1 && d.learners[1].fault == \"input\" && /default branch/.test(d.learners[1].reason)"
'
it "takes an empty repository for one that is empty" "$FETCH"'
	git init -q --bare r3.git
	learners "L3,Sample Three,f,2026-01-12,$PWD/r3.git"
	ms 0 fetch --cohort c1 --json
	out_json "d.learners[2].outcome == \"new\" && d.learners[2].branch === null && d.learners[2].tip === null"
	ms 0 fetch --cohort c1 --json
	out_json "d.current == 3"
	BRANCH=work commit r3.git first
	ms 0 fetch --cohort c1 --json
	out_json "d.learners[2].outcome == \"changed\" && d.learners[2].branch == \"work\""
'
it "goes on when one of them is gone, and keeps what was there" "$FETCH"'
	ms 0 fetch --cohort c1
	old=$(tip L1)
	mv r1.git elsewhere.git
	commit r2.git more
	ms 4 fetch --cohort c1
	out_has "Sample One (L1): not fetched: there is no repository at this place"
	out_lacks r1.git
	[ "$(tip L1)" = "$old" ]
	[ "$(tip L2)" = "$(git -C r2.git rev-parse main)" ]
	file_has s/mirrors/L1.json "there is no repository"
	mv elsewhere.git r1.git
	ms 0 fetch --cohort c1 --json
	out_json "d.current == 2 && d.learners[0].fault === null"
	fails grep -q "there is no repository" s/mirrors/L1.json
'
it "reports two learners with one address, and guesses nothing" "$FETCH"'
	ms 0 fetch --cohort c1
	learners "L3,Sample Three,f,2026-01-12,file://$PWD/./r1.git/"
	commit r1.git r1-two
	ms 4 fetch --cohort c1 --json
	out_json "d.failed == 2 && d.current == 1 && /L1.*L3/.test(d.learners[0].reason) && /L1.*L3/.test(d.learners[2].reason)"
	fails test -e s/mirrors/L3.git
	ms 4 fetch --cohort c1 --learner L3
	out_has "have the same repository"
'
it "removes the copy of somebody who is erased, and no other" "$FETCH"'
	git -C r1.git update-ref refs/heads/main "$(GIT_AUTHOR_NAME="Zubaida Samplename" git -C r1.git commit-tree -p main -m mine main^{tree})"
	ms 0 fetch --cohort c1
	mirror L1 log --format=%an | grep -q Zubaida
	ms 0 privacy export L1 for-L1
	out_has "mirrors/L1.git"
	rm -rf for-L1
	ms 0 privacy erase L1
	out_has "the copy of the learner'\''s repository"
	test -d s/mirrors/L1.git
	ms 0 privacy erase L1 --yes --json
	out_json "d.mirror === true"
	fails test -e s/mirrors/L1.git
	fails test -e s/mirrors/L1.json
	rm -rf r1.git list.csv
	no_leak "Zubaida Samplename"
	[ "$(tip L2)" = "$(git -C r2.git rev-parse main)" ]
	ms 0 fetch --cohort c1 --json
	out_json "d.learners.filter(l => l.learner == \"L1\").every(l => l.outcome == \"none\")"
'

# A host at which js is a repository of the school with three forks, and the school has two for learners.
# shellcheck disable=SC2016
HOST=$FORGE$FETCH'
accounts() {
	{ echo learner_id,display_name,gender,started_on,github,github_id; printf "%s\n" "$@"; } >list.csv
	ms 0 learner import --cohort c1 --yes list.csv
}
for name in school/js amal/js badr/js elsewhere/js school/js-amal school/js-badr; do
	git init -q --bare -b main git/$name.git
	commit git/$name.git "$(tr / - <<<"$name")"
done
accounts "L3,Sample Three,f,2026-01-12,amal," "L4,Sample Four,m,2026-01-12,renamed,7" "L5,Sample Five,m,2026-01-12,nobody," "L6,Sample Six,f,2026-01-12,,"
world() {
	printf "{\"kind\": \"%s\", \"token\": \"s3cret-t0ken\", \"page\": 2, \"git\": \"%s\", \"orgs\": [\"school\"], \"users\": {\"badr\": 7}, \"repos\": {
		\"school/js\": {}, \"amal/js\": {\"fork_of\": \"school/js\"}, \"badr/js\": {\"fork_of\": \"school/js\"}, \"elsewhere/js\": {\"fork_of\": \"school/js\"},
		\"school/js-amal\": {}, \"school/js-badr\": {}}, \"faults\": [%s]}" "$1" "$PWD/git" "${2:-}"
}
'
for kind in github gitlab forgejo; do
	it "$kind: finds the forks of learners by their accounts, fetches and records them" "$HOST"'
	host "$(world '$kind')"
	ms 0 fetch --cohort c1 --timeout 20 --from "$ORIGIN/school/js" --dry-run
	out_has "2 repositories of learners found"
	out_has "Sample Five (L5): no repository there"
	out_has "Sample Six (L6): the records have no account"
	out_has "1 repository is of nobody in the cohort: elsewhere/js"
	fails test -e s/mirrors
	ms 0 fetch --cohort c1 --from "$ORIGIN/school/js" --json
	out_json "d.found.learners == 2 && d.found.others == 1 && d.found.without.map(w => w.learner + w.why).join() == \"L1unknown,L2unknown,L5none,L6unknown\""
	out_json "d.new == 4 && d.none == 2"
	out_lacks amal
	[ "$(tip L3)" = "$(git -C git/amal/js.git rev-parse main)" ]
	[ "$(tip L4)" = "$(git -C git/badr/js.git rev-parse main)" ]
	[ "$(tip L1)" = "$(git -C r1.git rev-parse main)" ]
	commit git/amal/js.git more
	ms 0 fetch --cohort c1 --json
	out_json "d.changed == 1 && d.current == 3 && d.none == 2"
	fails grep -rq s3cret-t0ken s
	# in the vault, sealed, and nowhere else
	fails grep -rqE "amal|localhost" s
'
done
it "tells repositories of an organisation by their names" "$HOST"'
	host "$(world gitlab)"
	ms 0 fetch --cohort c1 --from "$ORIGIN/school" --match "js-{login}" --json
	out_json "d.found.learners == 1 && d.found.others == 2 && d.new == 3"
	[ "$(tip L3)" = "$(git -C git/school/js-amal.git rev-parse main)" ]
	ms 2 fetch --cohort c1 --from "$ORIGIN/school" --match "js-*"
	err_has "{login}"
	ms 2 fetch --cohort c1 --match "js-{login}"
	ms 3 fetch --cohort c1 --from nonsense
	err_has "github:my-school"
'
it "fetches nothing when the host says nothing, and says which of both it is" "$HOST"'
	host "$(world forgejo "{\"path\": \"orgs/school\", \"times\": 99, \"fault\": \"401\"}")"
	ms 3 fetch --cohort c1 --from "forgejo:$ORIGIN/school"
	err_has "refuses the token"
	err_lacks s3cret
	ms 3 fetch --cohort c1 --from "forgejo:$ORIGIN/none"
	err_has "does not have this: none"
	err_has "read:organization"
	unset CURL_CA_BUNDLE SSL_CERT_FILE
	ms 4 fetch --cohort c1 --from "forgejo:$ORIGIN/school"
	err_has "certificate"
	fails test -e s/mirrors
'
finish
