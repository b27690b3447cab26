# shellcheck shell=bash
# Tests of scores: source this behind harness.sh and school.sh. SCORES is for the start of each `on_both`: c1 has a course
# of the modules m1 (one, two) and m2 (three); L1 passed one and two; L2 has one, not passed.

# shellcheck disable=SC2016,SC2034
SCORES='
exercise() {
	mkdir -p "s/course/modules/$1/$2/starter" "s/course/modules/$1/$2/solution"
	echo done >"s/course/modules/$1/$2/solution/a.txt"; echo >"s/course/modules/$1/$2/starter/a.txt"
	printf "{\"schema\":\"migracode/exercise/v1\",\"id\":\"%s\",\"title\":{\"en\":\"Title of %s\"},\"submit\":[\"a.txt\"],\"tests\":[{\"id\":\"there\",\"kind\":\"files\",\"present\":[\"a.txt\"],\"points\":4}]}" "$2" "$2" >"s/course/modules/$1/$2/exercise.json"
}
module() { printf "{\"schema\":\"migracode/module/v1\",\"id\":\"%s\",\"title\":{\"en\":\"Part %s\"},\"kind\":\"content\",\"hours\":1,\"exercises\":[%s]}" "$1" "$1" "$2" >"s/course/modules/$1/module.json"; }
exercise m1 one; exercise m1 two; exercise m2 three
module m1 "\"one\",\"two\""; module m2 "\"three\""
printf "{\"schema\":\"migracode/curriculum/v1\",\"id\":\"course\",\"version\":\"1.0.0\",\"title\":{\"en\":\"Course\"},\"languages\":[\"en\"],\"modules\":[\"m1\",\"m2\"],\"hours\":2,\"licence\":\"MIT\"}" >s/course/curriculum.json
sed -i "s|\"schema\": \"migracode/school/v1\",|&\n  \"curriculum\": \"course\",|" s/school.json
printf "learner_id,exercise,module,passed,points,max,done_on\nL1,one,m1,y,4,4,2026-02-01\nL1,two,m1,y,3,4,2026-02-02\nL2,one,m1,n,1.5,4,2026-02-03\n" >r.csv
ms 0 results import --cohort c1 --yes r.csv
rubric() { printf "{\"schema\":\"migracode/rubric/v1\",\"criteria\":[{\"id\":\"names\",\"title\":\"Names\",\"levels\":[{\"id\":\"bad\",\"points\":0},{\"id\":\"%s\",\"points\":%s}]},{\"id\":\"style\",\"title\":{\"en\":\"Style\"},\"extra\":true,\"levels\":[{\"id\":\"no\",\"points\":0},{\"id\":\"yes\",\"points\":1}]}]}" "$1" "$2" >s/course/modules/m1/one/rubric.json; }
# the result of a learner for an exercise is true of r
result() { ms 0 results --json --cohort c1; out_json "(r => $3)(d.results.find(r => r.learner == \"$1\" && r.exercise == \"$2\"))"; }
adds_up() { ms 0 results --json --cohort c1; out_json "d.results.every(r => r.points === null || Math.abs(r.lines.reduce((s, l) => s + l.points, 0) - r.points) < 1e-9)"; }
'
