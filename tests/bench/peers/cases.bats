#!/usr/bin/env bats
# The ten checks for bats.  Its environment: see ../run.sh.

setup_file() {
	[ "$BENCH_LANG" != c ] || gcc -O1 -Wall -o "$BENCH_WORK/bats" "$BENCH_SUBMISSION/readings.c"
}

answers() {
	case $BENCH_LANG in
	c) diff <("$BENCH_WORK/bats" <"$BENCH_CASES/$1.in") "$BENCH_CASES/$1.out" ;;
	sh) diff <(sh "$BENCH_SUBMISSION/readings.sh" <"$BENCH_CASES/$1.in") "$BENCH_CASES/$1.out" ;;
	py) diff <(python3 "$BENCH_SUBMISSION/readings.py" <"$BENCH_CASES/$1.in") "$BENCH_CASES/$1.out" ;;
	esac
}

@test "case 01" { answers 01; }
@test "case 02" { answers 02; }
@test "case 03" { answers 03; }
@test "case 04" { answers 04; }
@test "case 05" { answers 05; }
@test "case 06" { answers 06; }
@test "case 07" { answers 07; }
@test "case 08" { answers 08; }
@test "case 09" { answers 09; }
@test "case 10" { answers 10; }
