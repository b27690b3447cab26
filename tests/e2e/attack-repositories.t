#!/usr/bin/env bash
# Hostile folders and git repositories as submissions: each gets its verdict, and nothing of them runs or leaves its place.
. "$(dirname "$0")/harness.sh"

# Thousands of files are made in memory where that is possible.
SHM=/dev/shm
[ -w "$SHM" ] || SHM=${TMPDIR:-/tmp}
WORK=$(mktemp -d "$SHM/attack.XXXXXX")
trap 'rm -rf "$WORK"; chmod -R u+rwx "$HARNESS_WORK" 2>/dev/null; rm -rf "$HARNESS_WORK"' EXIT
MARK=mark$(od -An -N8 -tx8 /dev/urandom | tr -d ' ')

mkdir -p "$WORK"/{bin,details,home,tmp,exercise/solution}
cp "$MIGRACODE" "$WORK/bin/migracode"
cp -r "$TOP/tests/attack/exercise/repositories/." "$WORK/exercise/"
echo "echo contained" >"$WORK/exercise/solution/main.sh"
bash "$TOP/tests/attack/repositories.sh" "$WORK/submissions" "$MARK" >"$WORK/expected" 2>"$WORK/build.err"
chmod 755 "$WORK"

# run MODE PREFIX…: grades all of them in one run, a good folder between.
run() {
	local mode=$1
	shift
	mkdir -p "$WORK/details/$mode" "$WORK/submissions/good-0"
	echo "echo contained" >"$WORK/submissions/good-0/main.sh"
	status=0
	# shellcheck disable=SC2046 # names without blanks
	(cd "$WORK/submissions" && /usr/bin/env -i PATH=/usr/local/bin:/usr/bin:/bin HOME="$WORK/home" TMPDIR="$WORK/tmp" \
		LANG=C.UTF-8 "$@" "$WORK/bin/migracode" grade -e ../exercise --unverified --json good-0 \
		$(cut -f1 "$WORK/expected")) >"$WORK/$mode.json" 2>"$WORK/$mode.err" || status=$?
	echo "$status" >"$WORK/$mode.status"
	node "$TOP/tests/attack/table.js" "$WORK/$mode.json" "$WORK/details/$mode" >"$WORK/$mode.table"
}

# shellcheck disable=SC2016 # expanded by the test's own shell
CHECK='
	got=$(awk -F"\t" -v name="$name" "\$1 == name { print \$2 }" "$work/$mode.table")
	case "|$want|" in
	*"|$got|"*) ;;
	*) echo "verdict is \"$got\", not \"$want\""; cat "$work/details/$mode/$name.json" "$work/$mode.err"; exit 1 ;;
	esac
'
judge() {
	local mode=$1 name want
	while IFS=$'\t' read -r name want; do
		it "$name as $mode: $want" "work='$WORK' mode='$mode' name='$name' want='$want'; $CHECK"
	done <"$WORK/expected"
	it "as $mode, a good submission beside them passes, and the document is whole" "
		grep -q '^good-0	pass' '$WORK/$mode.table'
		[ \$(wc -l <'$WORK/$mode.table') -eq \$((\$(wc -l <'$WORK/expected') + 1)) ]
		# A grader-error is told by the exit status, as the check of one repository is.
		[ \$(cat '$WORK/$mode.status') -eq 4 ]
	"
	it "as $mode, nothing died and no raw escape character is in the document" "
		if grep -n 'died' '$WORK/$mode.json' '$WORK/$mode.err'; then exit 1; fi
		if LC_ALL=C grep -n '[[:cntrl:]]' '$WORK/$mode.json'; then exit 1; fi
	"
}

it "the repositories could be built" "cat '$WORK/build.err'; [ \$(wc -l <'$WORK/expected') -ge 29 ]"
if [ "$(id -u)" -eq 0 ]; then
	run root
	judge root
	# Owned by somebody else, as a shared folder is.
	run user setpriv --reuid=65534 --regid=65534 --clear-groups
	judge user
else
	run user
	judge user
fi
it "no command of a repository has run and nothing was written outside" "
	[ -z \"\$(find / -xdev -maxdepth 4 -not -path '/proc/*' -name 'escaped-$MARK' 2>/dev/null; find '$WORK' -name 'escaped-$MARK')\" ]
	[ -z \"\$(find '$WORK/tmp' -mindepth 1)\" ]
"
it "odd names never reach the terminal raw" "
	cd '$WORK/submissions'
	mkdir \"\$(printf 'new\nline \033[31m')\"
	echo 'echo contained' >\"\$(printf 'new\nline \033[31m')/main.sh\"
	mc 0 grade -e ../exercise --unverified \"\$(printf 'new\nline \033[31m')\"
	if LC_ALL=C grep '[[:cntrl:]]' <<<\"\$(head -n 1 \"\$OUT\")\"; then exit 1; fi
	[ \$(wc -l <\"\$OUT\") -eq 2 ]
"
finish
