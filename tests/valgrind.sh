#!/usr/bin/env bash
# Runs unit tests, and the commands that read files, under valgrind. What starts processes in namespaces is left out.
# usage: tests/valgrind.sh UNIT_TEST...
set -u
cd "$(dirname "$0")/.." || exit 1
count=0 failed=0
under() {
	local name=$1 status
	shift
	count=$((count + 1))
	valgrind --quiet --leak-check=full --errors-for-leak-kinds=definite --error-exitcode=99 --track-fds=no \
		--trace-children=no --suppressions=tests/valgrind.supp "$@" >build/valgrind.out 2>build/valgrind.err
	status=$?
	if [ "$status" -eq 99 ]; then
		echo "not ok $count - $name"
		sed 's/^/# /' build/valgrind.err | head -40
		failed=$((failed + 1))
	else
		echo "ok $count - $name"
	fi
}
for program in "$@"; do
	case $program in *sandbox_test | *repo_test) continue ;; esac
	under "$(basename "$program")" "$program"
done
under "lint of the curricula" build/migracode lint curricula/first-steps
under "fmt --check of the curricula" build/migracode fmt --check curricula/first-steps
under "help" build/migracode help grade
under "an unknown command" build/migracode nonsense
under "a check" build/migracode check curricula/first-steps/modules/shell-basics/sh-greeting
echo "1..$count"
echo "$((count - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
