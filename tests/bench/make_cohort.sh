#!/usr/bin/env bash
# Makes a cohort of people who do not exist, each with a bare repository of their own, to fetch and to grade.
# usage: tests/bench/make_cohort.sh FOLDER [LEARNERS [EXERCISES [sh|c]]]        default: 200 learners, 4 exercises, sh
#
#   FOLDER/curriculum    small exercises that 'migracode verify' finds right
#   FOLDER/repos/L0001.git …  one commit for the workspace, one for each exercise, a day apart from 2026-02-01 on; seven of
#                        ten are right, the others are wrong, do not start, or are as they were given out
#   FOLDER/school        the records, with the cohort c1, whose learners are L0001 … with these repositories
#
#   push FOLDER LEARNER TEXT   (source this file) adds a commit to a learner's repository
#
# The same arguments give the same commits. MIGRACODE: the program, otherwise build/migracode of this tree.

# push FOLDER LEARNER TEXT: a new commit in which the first exercise has TEXT as one more line that starts with '#' or '//'
push() {
	local repo=$1/repos/$2.git path line='#'
	path=$(git -C "$repo" ls-tree -r --name-only main | grep -E '/e01/main\.(sh|c)$')
	[ "${path##*.}" = sh ] || line=//
	{
		printf 'blob\nmark :1\ndata <<END-OF-FILE\n%s\n%s %s\nEND-OF-FILE\n\n' "$(git -C "$repo" show "main:$path")" "$line" "$3"
		printf 'commit refs/heads/main\ncommitter Sample Learner <sample@example.org> %s +0000\ndata 7\nAgain.\n\n' \
			$(($(git -C "$repo" log -1 --format=%ct main) + 3600))
		printf 'from refs/heads/main^0\nM 100644 :1 %s\n\n' "$path"
	} | git -C "$repo" fast-import --quiet
}

# The exercises of a course: read two numbers, print the first one times something plus the second one.
make_curriculum() {
	python3 - "$1" "$2" "$3" <<'PYTHON'
import json, os, sys
folder, count, language = sys.argv[1], int(sys.argv[2]), sys.argv[3]
end = {"sh": "sh", "c": "c"}[language]
programs = {
    "sh": ("read -r a b\necho $(({}))\n", "read -r a b\n"),
    "c": ("#include <stdio.h>\n\nint main(void)\n{{\n\tlong a, b;\n\n\tif (scanf(\"%ld %ld\", &a, &b) != 2)\n\t\treturn 1;\n"
          "\tprintf(\"%ld\\n\", {});\n\treturn 0;\n}}\n", "int main(void)\n{\n\treturn 0;\n}\n"),
}
def put(path, text):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)
names = [f"e{n:02}" for n in range(1, count + 1)]
put("curriculum.json", json.dumps({"schema": "migracode/curriculum/v1", "id": "bench", "version": "1.0.0", "title": "Bench", "languages": ["en"], "modules": ["sums"], "hours": 1, "licence": "CC-BY-4.0"}, indent=2) + "\n")
put("modules/sums/module.json", json.dumps({"schema": "migracode/module/v1", "id": "sums", "title": "Sums", "kind": "content",
    "hours": 1, "exercises": names}, indent=2) + "\n")
put("modules/sums/lesson.md", "# Sums\n\nTwo numbers, and one more.\n")
for n, name in enumerate(names, 1):
    at = f"modules/sums/{name}/"
    whole, start = programs[language]
    pairs = (("zero", 2, 0), ("small", 1, 5), ("large", 3000, 71))
    spec = {"schema": "migracode/exercise/v1", "id": name, "title": f"Times {n + 1}", "submit": [f"main.{end}"],
        "tests": [{"id": id, "kind": "io", "title": f"{a} and {b}", "run": ["sh", "main.sh"] if language == "sh" else ["./main"],
                   "stdin": f"{a} {b}\n", "stdout": str(a * (n + 1) + b)} for id, a, b in pairs],
        "wrong": {"forgets-the-second": {"fails": ["small", "large"], "why": "The second number is read and not used."}}}
    if language == "c":
        spec["build"] = {"run": ["gcc", "-O1", "-Wall", "-o", "main", "main.c"]}
    put(at + "exercise.json", json.dumps(spec, indent=2) + "\n")
    put(at + "README.md", f"# Times {n + 1}\n\nRead two whole numbers. Print the first one times {n + 1}, plus the second one.\n")
    put(at + f"starter/main.{end}", start)
    put(at + f"solution/main.{end}", whole.format(f"a * {n + 1} + b"))
    put(at + f"wrong/forgets-the-second/main.{end}", whole.format(f"a * {n + 1} + 0 * b"))
PYTHON
}

# What the learners numbered FIRST, FIRST + STEP … did, one repository after the other.
make_repositories() {
	python3 - "$@" <<'PYTHON'
import os, shutil, subprocess, sys
folder, language = sys.argv[1], sys.argv[4]
count, exercises, first, step = (int(sys.argv[i]) for i in (2, 3, 5, 6))
def text(name, kind):
    with open(f"{folder}/curriculum/modules/sums/{name}/{kind}/main.{language}") as file:
        return file.read()
names = [f"e{n:02}" for n in range(1, exercises + 1)]
right = {name: text(name, "solution") for name in names}
wrong = {name: text(name, "wrong/forgets-the-second") for name in names}
comment = {"sh": "# {}\n", "c": "/* {} */\n"}[language]
for number in range(first, count + 1, step):
    learner = f"L{number:04}"
    repo = f"{folder}/repos/{learner}.git"
    shutil.copytree(f"{folder}/template.git", repo)
    stream = []
    for n, name in enumerate(names, 1):
        luck = (number * 7 + n * 3) % 10
        if luck == 9:
            continue
        program = wrong[name] if luck == 7 else "if (\n" if luck == 8 else right[name]
        program = comment.format(f"sample program of {learner}") + program
        time = 1769940000 + n * 86400 + number % 3600
        message = f"Add {name}"
        source = "" if stream else "from refs/heads/main^0\n"
        stream.append(f"commit refs/heads/main\ncommitter Sample Learner {number} <sample{number}@example.org> {time} +0000\n"
            f"data {len(message)}\n{message}\n{source}M 100644 inline modules/sums/{name}/main.{language}\n"
            f"data {len(program)}\n{program}\n")
    subprocess.run(["git", "-C", repo, "fast-import", "--quiet"], input="".join(stream).encode(), check=True)
PYTHON
}

# The list that the learners are imported from.
list_learners() {
	echo "learner_id,gender,started_on,display_name,email,repository"
	awk -v count="$2" -v folder="$(realpath "$1")" 'BEGIN {
		for (i = 1; i <= count; i++)
			printf "L%04d,%s,2026-01-12,Sample Learner %d,sample%d@example.org,%s/repos/L%04d.git\n", i, substr("fmfn", 1 + i % 4, 1), i, i, folder, i
	}'
}

make_cohort() {
	local folder=$1 learners=${2:-200} exercises=${3:-4} language=${4:-sh} jobs job
	jobs=$(nproc)
	export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_TEMPLATE_DIR=
	mkdir -p "$folder/repos"
	make_curriculum "$folder/curriculum" "$exercises" "$language"
	"$MIGRACODE" workspace build -q -c "$folder/curriculum" "$folder/workspace" >/dev/null
	rm -rf "$folder/workspace/.git"
	git init -q --bare -b main "$folder/template.git"
	GIT_AUTHOR_NAME='Sample School' GIT_AUTHOR_EMAIL=school@example.org GIT_AUTHOR_DATE='2026-01-12T09:00:00Z' \
		GIT_COMMITTER_NAME='Sample School' GIT_COMMITTER_EMAIL=school@example.org GIT_COMMITTER_DATE='2026-01-12T09:00:00Z' \
		sh -c 'git --git-dir="$1" --work-tree="$2" add -A && git --git-dir="$1" --work-tree="$2" commit -qm "Start here"' - \
		"$folder/template.git" "$folder/workspace"
	git -C "$folder/template.git" gc -q
	rm -rf "$folder/workspace" "$folder/template.git/"{index,logs,branches,COMMIT_EDITMSG}
	for ((job = 1; job <= jobs; job++)); do
		make_repositories "$folder" "$learners" "$exercises" "$language" "$job" "$jobs" &
	done
	wait
	rm -rf "$folder/template.git"
	"$MIGRACODE" init school -q "$folder/school" --curriculum "$(realpath "$folder/curriculum")" --time-zone UTC >/dev/null
	"$MIGRACODE" --school "$folder/school" cohort create -q --id c1 --start 2026-01-12 --length-days 120 >/dev/null
	list_learners "$folder" "$learners" >"$folder/learners.csv"
	"$MIGRACODE" --school "$folder/school" learner import -q --cohort c1 --yes "$folder/learners.csv" >/dev/null
	[ "$(find "$folder/repos" -mindepth 1 -maxdepth 1 | wc -l)" -eq "$learners" ]
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
	set -eu
	MIGRACODE=${MIGRACODE:-$(cd "$(dirname "$0")/../.." && pwd)/build/migracode}
	make_cohort "$@"
fi
