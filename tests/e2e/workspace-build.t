#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"

it "makes a repository for students with nothing private" '
	mc 0 init curriculum course -q
	mc 0 workspace build --curriculum course work
	out_has "with 4 exercises"
	cd work
	[ "$(git rev-list --count main)" = 1 ]
	[ -z "$(git status --porcelain)" ]
	git ls-files >listed
	fails grep -E "solution|wrong|private|quiz" listed
	rm listed
	# No hidden test and no line of a private file, neither in files nor in objects of git.
	git cat-file --batch-all-objects --batch >../objects
	grep -aq "three prices" ../objects
	fails grep -a -e "more-baskets" -e "a hundred prices" -e "cold-week" -e "no-file" ../objects
'

it "gives exercises that check takes" '
	mc 0 init curriculum course -q
	mc 0 workspace build --curriculum course work -q
	cd work
	mc 1 check modules/first-steps/python-average
	cp ../course/modules/first-steps/python-average/solution/average.py modules/first-steps/python-average/
	mc 0 check modules/first-steps/python-average
	cp ../course/modules/first-steps/js-basket-total/solution/total.js modules/first-steps/js-basket-total/
	mc 0 check modules/first-steps/js-basket-total
'

it "says in a check which tests the teacher keeps, and lint misses nothing that students do not get" '
	mc 0 init curriculum course -q
	mc 0 workspace build --curriculum course work -q
	cd work/modules/first-steps/python-average
	cp ../../../../course/modules/first-steps/python-average/solution/average.py .
	mc 0 check
	grep -qE "hidden tests?, which your teacher runs" "$OUT"
	mc 0 lint
	out_lacks solution
	err_lacks solution
	out_lacks starter
	err_lacks starter
'

it "gives only the modules asked for" '
	mc 0 init curriculum course -q
	mc 0 new module loops course -q
	mc 0 new exercise --module loops --language c again course -q
	mc 0 workspace build -c course -m loops work --json
	out_json "d.schema === \"migracode/workspace/v1\" && d.modules === 1 && d.exercises === 1 && d.path === \"work\""
	[ "$(ls work/modules)" = loops ]
	mc 3 workspace build -c course -m lops other
	err_has "did you mean"
	[ ! -e other ]
'

it "puts a language first" '
	mc 0 init curriculum course -q
	mc 0 workspace build -c course --language es work
	file_has work/README.md "Ejercicios"
	file_has work/README.en.md "Exercises"
	file_has work/modules/first-steps/c-largest/README.md "Escribe un programa"
'

it "names the exercise that is wrong and leaves nothing" '
	mc 0 init curriculum course -q
	rm -r course/modules/first-steps/c-largest/starter
	mc 3 workspace build -c course work
	err_has "c-largest"
	mc 0 init curriculum again -q
	echo "{" >again/modules/first-steps/c-largest/exercise.json
	mc 3 workspace build -c again work
	err_has "c-largest/exercise.json"
	[ "$(ls)" = "again
course" ]
'

it "refuses a folder with files in it, and one without a curriculum" '
	mc 0 init curriculum course -q
	mkdir work
	echo mine >work/notes
	mc 3 workspace build -c course work
	[ "$(ls -A work)" = notes ]
	mc 3 workspace build -c nowhere other
	err_has "nowhere"
'

it "is graded as a repository" '
	mc 0 init curriculum course -q
	mc 0 workspace build -c course work -q
	cd work
	cp ../course/modules/first-steps/c-largest/solution/largest.c modules/first-steps/c-largest/
	git -c user.name=Sample -c user.email=sample@example.org commit -qam "Work on my exercise"
	cd ..
	mc 0 grade --unverified --exercise course/modules/first-steps/c-largest --json work
	out_json "d.results[0].verdict === \"pass\""
'

finish
