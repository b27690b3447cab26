#!/usr/bin/env bash
# What many teachers have: a loop around diff.  Its environment: see ../run.sh.
set -eu
case $BENCH_LANG in
c) gcc -O1 -Wall -o "$BENCH_WORK/loop" "$BENCH_SUBMISSION/readings.c" && run=("$BENCH_WORK/loop") ;;
sh) run=(sh "$BENCH_SUBMISSION/readings.sh") ;;
py) run=(python3 "$BENCH_SUBMISSION/readings.py") ;;
esac
failed=0
for input in "$BENCH_CASES"/*.in; do
	diff <("${run[@]}" <"$input") "${input%.in}.out" || failed=1
done
exit "$failed"
