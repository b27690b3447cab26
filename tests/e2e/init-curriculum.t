#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"

it "makes a git repository with one commit of everything" '
	mc 0 init curriculum course
	out_has "made the curriculum '\''course'\''"
	out_has "next: migracode verify course"
	cd course
	[ "$(git rev-list --count main)" = 1 ]
	[ -z "$(git status --porcelain)" ]
	[ "$(git ls-files | grep -c exercise.json)" = 4 ]
	git log -1 --format=%an | grep -qx migracode
'

it "takes the name of the author from git" '
	git config --global user.name "Sample Teacher"
	git config --global user.email teacher@example.org
	mc 0 init curriculum course -q
	[ ! -s "$OUT" ]
	[ "$(git -C course log -1 --format="%an <%ae>")" = "Sample Teacher <teacher@example.org>" ]
'

it "sets id, title and languages" '
	mc 0 init curriculum course --id my-id --title "My \"first\" course" --languages en --json
	out_json "d.schema === \"migracode/created/v1\" && d.path === \"course\""
	node -e "const d = JSON.parse(require(\"fs\").readFileSync(\"course/curriculum.json\"));
		if (d.id !== \"my-id\" || d.title.en !== \"My \\\"first\\\" course\" || d.languages.join() !== \"en\") process.exit(1)"
	[ -z "$(find course -name "*.es.md")" ]
'

it "works in the current folder when it is empty" '
	mc 0 init curriculum .
	[ -f curriculum.json ]
	[ -z "$(git status --porcelain)" ]
'

it "refuses a folder that is not empty, and changes nothing" '
	mkdir course
	echo mine >course/notes
	mc 3 init curriculum course
	err_has "is not empty"
	[ "$(ls -A course)" = notes ]
	[ "$(ls -A)" = course ]
'

it "refuses a bad id or language" '
	mc 3 init curriculum course --id "Not An Id"
	err_has "Not An Id"
	mc 3 init curriculum course --languages en,x
	err_has "is no language"
	mc 3 init curriculum course --languages es
	[ -z "$(ls -A)" ]
'

it "names the package when libgit2 is not there, and leaves nothing" '
	# A broken library in front of the real one is the nearest thing to none.
	soname=$(strings "$MIGRACODE" | grep -m 1 "^libgit2\.so")
	mkdir fake
	echo broken >"fake/$soname"
	export LD_LIBRARY_PATH=$PWD/fake
	mc 4 init curriculum course
	err_has "apt install libgit2-"
	[ ! -e course ]
'

it "says where templates are looked for" '
	export MIGRACODE_DATA=$PWD
	mc 4 init curriculum course
	err_has "templates"
	err_has "MIGRACODE_DATA"
	[ ! -e course ]
'

it "leaves nothing when the disk is read-only" '
	[ "$(id -u)" -ne 0 ] || skip "root writes everywhere"
	mkdir closed
	chmod 555 closed
	mc 4 init curriculum closed/course
	[ -z "$(ls -A closed)" ]
'

it "makes a course that lint accepts and verify proves" '
	mc 0 init curriculum course -q
	mc 0 lint course
	mc 0 verify course
'

finish
