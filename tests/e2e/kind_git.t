#!/usr/bin/env bash
# Tests of kind git: what they see of a repository, and what they tell a student to type.
. "$(dirname "$0")/harness.sh"

# work: a workspace made by a teacher, and a student's clone of it in ws/.
SCENE='
	exercise() {
		mkdir -p ex/solution
		printf "%s" "{\"schema\": \"migracode/exercise/v1\", \"id\": \"ex\", \"title\": \"Sample\", \"submit\": [\"list.md\"],
			\"tests\": [$1]}" >ex/exercise.json
		echo x >ex/solution/list.md
	}
	as() { git -c user.name="$1" -c user.email="$1@example.org" -C ws "${@:2}"; }
	student() { as student "$@"; }
	save() { mkdir -p "$(dirname "ws/$1")"; echo "$2" >>"ws/$1"; student add . ; student commit -qm "$3"; }
	workspace() {
		mkdir -p ws/modules/m/ex; echo start >ws/modules/m/ex/list.md; cp ex/exercise.json ws/modules/m/ex/
		git -c init.defaultBranch=main init -q ws; as teacher add .; as teacher commit -qm "Start the workspace"
	}
	# The output without its line breaks, in which a sentence can be found.
	says() { tr "\n" " " <"$OUT" | tr -s " " | grep -qF -e "$1" || complain "stdout does not say: $1"; }
'
it "count the commits of the student in the folder of the exercise" "$SCENE"'
	exercise "{\"id\": \"three\", \"kind\": \"git\", \"commits\": {\"min\": 2, \"max\": 3}}"
	workspace
	save modules/m/ex/list.md a "Add a"
	save modules/m/other.md a "Add another"
	student commit -q --allow-empty -m "Nothing at all"
	mc 1 check ws/modules/m/ex
	says "found 1 commit of yours for this exercise; at least 2"
	save modules/m/ex/list.md b "Add b"
	mc 0 check ws/modules/m/ex
	save modules/m/ex/list.md c "Add c"
	save modules/m/ex/list.md d "Add d"
	mc 1 check ws/modules/m/ex
	says "found 4 commits of yours for this exercise; at most 3"
'
it "leave out what the teacher, a program and a merge did" "$SCENE"'
	exercise "{\"id\": \"two\", \"kind\": \"git\", \"commits\": {\"min\": 2}}"
	workspace
	echo t >>ws/modules/m/ex/list.md; as teacher commit -qam "Mend the task"
	echo b >>ws/modules/m/ex/list.md; as "helper[bot]" commit -qam "Add a deadline"
	student switch -qc side
	save modules/m/ex/side.md a "Work on the side"
	student switch -q main
	echo t >>ws/modules/m/ex/list.md; as teacher commit -qam "Mend it again"
	student merge -q --no-ff -m "Merge the side" side
	mc 1 check ws/modules/m/ex
	says "found 1 commit of yours"
	save modules/m/ex/list.md a "Add a"
	mc 0 check ws/modules/m/ex
'
it "count all but the first commit where only one person worked" "$SCENE"'
	exercise "{\"id\": \"two\", \"kind\": \"git\", \"commits\": {\"min\": 2}}"
	mkdir ws; git init -q ws
	save list.md a "Start"
	save list.md b "Add b"
	mc 0 grade ws --exercise ex --unverified; says "failed"
	says "found 1 commit of yours"
	save list.md c "Add c"
	mc 0 grade ws --exercise ex --unverified; says "passed"
'
it "name the commit whose message is wrong, and how to change it" "$SCENE"'
	exercise "{\"id\": \"m\", \"kind\": \"git\", \"subject\": {\"regex\": \"^[A-Z]\", \"why\": {\"en\": \"begin with a capital letter\"}},
		\"subject_max\": 20}"
	workspace
	save modules/m/ex/list.md a "fix"
	hash=$(student rev-parse --short=7 HEAD)
	mc 1 check ws/modules/m/ex
	says "$hash '"'fix'"'"
	says "begin with a capital letter"
	says "git commit --amend"
	save modules/m/ex/list.md b "Add b"
	mc 1 check ws/modules/m/ex
	says "git rebase -i HEAD~2"
	student reset -q --hard HEAD~2
	save modules/m/ex/list.md b "Añade veinte letras "
	mc 0 check ws/modules/m/ex
	save modules/m/ex/list.md c "Add a line that is too long for the list"
	mc 1 check ws/modules/m/ex
	says "longer than 20 characters"
'
it "read messages that are no UTF-8, or that try to steer the terminal" "$SCENE"'
	exercise "{\"id\": \"m\", \"kind\": \"git\", \"subject\": \"^Add\", \"message\": \"because\"}"
	workspace
	echo a >ws/modules/m/ex/list.md; student add .
	printf "Add \\351t\\351\\n\\nbecause \\033[31mred\\n" >msg; student commit -qF "$PWD/msg"
	mc 0 check ws/modules/m/ex
	echo b >ws/modules/m/ex/list.md; student add .
	printf "\\033[31mred\\n" >msg; student commit -qF "$PWD/msg"
	mc 1 check ws/modules/m/ex
	fails grep -q "$(printf "\\033")" "$OUT"
'
it "find the branch, also when another one is graded" "$SCENE"'
	exercise "{\"id\": \"b\", \"kind\": \"git\", \"branch\": \"list/*\", \"since\": \"main\", \"commits\": {\"min\": 1, \"max\": 1}}"
	workspace
	save modules/m/ex/list.md a "On main"
	mc 1 check ws/modules/m/ex
	says "no branch whose name matches '"'list/*'"'"
	says "'"'main'"'"
	student switch -qc list/mine
	mc 1 check ws/modules/m/ex
	says "found 0 commits"
	save modules/m/ex/list.md b "On the branch"
	mc 0 check ws/modules/m/ex
	student switch -q main
	mc 0 check ws/modules/m/ex
	mc 0 grade ws --exercise ex --unverified; says "passed"
	git clone -q --bare ws bare.git
	mc 0 grade "file://$PWD/bare.git" --exercise ex --unverified; says "passed"
	student checkout -q --detach list/mine
	mc 0 check ws/modules/m/ex
	git clone -q ws clone; mc 0 grade clone --exercise ex --unverified; says "passed"
'
it "say when the branch to start from is not there" "$SCENE"'
	exercise "{\"id\": \"b\", \"kind\": \"git\", \"since\": \"develop\"}"
	workspace
	mc 1 check ws/modules/m/ex
	says "the branch '"'develop'"', from which the work has to start"
'
it "ask for a merge, or for none" "$SCENE"'
	exercise "{\"id\": \"m\", \"kind\": \"git\", \"merge\": true}, {\"id\": \"n\", \"kind\": \"git\", \"merge\": false}"
	workspace
	save modules/m/ex/list.md a "Add a"
	mc 1 check ws/modules/m/ex
	says "no commit that merges a branch"
	student switch -qc one HEAD~1; save modules/m/ex/one.md a "Add one"
	student switch -qc two HEAD~1; save modules/m/ex/two.md a "Add two"
	student switch -q main
	student merge -q -m "Merge both" one two
	mc 0 check ws/modules/m/ex --test m
	mc 1 check ws/modules/m/ex
	says "merges branches"
	says "Merge both"
'
it "look at what changed since the beginning" "$SCENE"'
	exercise "{\"id\": \"c\", \"kind\": \"git\", \"changed\": [\"*.md\", \"notes/**\"], \"unchanged\": [\"README.md\"], \"max_files\": 2}"
	workspace
	save modules/m/ex/list.md a "Add a"
	save modules/m/ex/notes/one.txt a "Add a note"
	save modules/other/x.txt a "Outside"
	mc 0 check ws/modules/m/ex
	save modules/m/ex/notes/two.txt a "Add a second note"
	mc 1 check ws/modules/m/ex
	says "3 files have changed, and at most 2 may"
	save modules/m/ex/tool.js a "Add a tool"
	mc 1 check ws/modules/m/ex
	says "'"'tool.js'"' has changed"
	student rm -q modules/m/ex/tool.js; save modules/m/ex/README.md a "Write"
	mc 1 check ws/modules/m/ex
	says "git log -- README.md"
'
it "see the whole repository where the scope says so" "$SCENE"'
	exercise "{\"id\": \"c\", \"kind\": \"git\", \"scope\": \"repository\", \"changed\": [\"modules/**\"], \"commits\": {\"min\": 2}}"
	workspace
	save modules/m/ex/list.md a "Add a"
	save modules/other/x.txt a "Outside"
	mc 0 check ws/modules/m/ex
	save top.txt a "On top"
	mc 1 check ws/modules/m/ex
	says "top.txt"
'
it "find what must not be committed" "$SCENE"'
	exercise "{\"id\": \"c\", \"kind\": \"git\", \"absent\": [\"**/node_modules/**\", \"node_modules/**\", \"**/.DS_Store\", \".DS_Store\"]}"
	workspace
	save modules/m/ex/list.md a "Add a"
	mc 0 check ws/modules/m/ex
	save modules/m/ex/node_modules/p/index.js a "Add packages"
	mc 1 check ws/modules/m/ex
	says "git rm --cached node_modules/p/index.js"
	student rm -rq --cached modules/m/ex/node_modules; student commit -qm "Take them out"
	mc 0 check ws/modules/m/ex
	mc 0 grade ws --exercise ex --unverified; says "passed"
'
it "tell what is committed from what lies there" "$SCENE"'
	exercise "{\"id\": \"c\", \"kind\": \"git\", \"clean\": true, \"commits\": {\"min\": 0}}"
	workspace
	mc 0 check ws/modules/m/ex
	echo more >>ws/modules/m/ex/list.md
	mc 1 check ws/modules/m/ex
	says "git add list.md && git commit"
	mc 0 grade ws --exercise ex --unverified; says "passed"
	student commit -qam "Add more"
	mc 0 check ws/modules/m/ex
	rm ws/modules/m/ex/list.md
	mc 1 check ws/modules/m/ex
	says "list.md"
'
it "say how to begin where there is no repository, or no commit" "$SCENE"'
	exercise "{\"id\": \"c\", \"kind\": \"git\", \"commits\": {\"min\": 1}}"
	mkdir plain; echo a >plain/list.md; cp ex/exercise.json plain
	mc 1 check plain
	says "git init && git add ."
	mc 0 grade plain --exercise ex --unverified; says "failed"
	git init -q plain
	mc 1 check plain
	says "git init && git add ."
'
it "leave a clone without history to the teacher" "$SCENE"'
	exercise "{\"id\": \"c\", \"kind\": \"git\", \"commits\": {\"min\": 1}}"
	workspace
	save modules/m/ex/list.md a "Add a"
	git clone -q --depth 1 "file://$PWD/ws" shallow
	mc 4 grade shallow --exercise ex --unverified
	says "git fetch --unshallow"
'
it "leave a repository without its old objects to the teacher" "$SCENE"'
	exercise "{\"id\": \"c\", \"kind\": \"git\", \"commits\": {\"min\": 1}}"
	workspace
	save modules/m/ex/list.md a "Add a"
	old=$(student rev-parse HEAD~1)
	rm -f "ws/.git/objects/${old%"${old#??}"}/${old#??}"
	mc 4 grade ws --exercise ex --unverified
	says "cannot read the history"
'
it "know several roots" "$SCENE"'
	exercise "{\"id\": \"c\", \"kind\": \"git\", \"commits\": {\"min\": 2, \"max\": 2}}"
	workspace
	save modules/m/ex/list.md a "Add a"
	student switch -q --orphan other; save modules/m/ex/other.md a "Begin anew"; save modules/m/ex/other.md b "Go on"
	student switch -q main
	student merge -q --allow-unrelated-histories -m "Merge" other
	mc 0 check ws/modules/m/ex
'
it "are counted against nobody when they ask for nothing" "$SCENE"'
	exercise "{\"id\": \"c\", \"kind\": \"git\"}"
	mc 3 lint ex
	says "needs '"'commits'"' or another key"
	exercise "{\"id\": \"c\", \"kind\": \"git\", \"subject\": \"x\", \"commits\": {\"min\": 0}}"
	mc 0 lint ex
	says "without a commit of the student passes"
'
finish
