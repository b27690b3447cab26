#!/bin/sh
# More times, not given to students.

number=0

# check TITLE TIMETABLE TIME EXPECTED-STATUS EXPECTED-OUTPUT
check() {
	number=$((number + 1))
	got=$(printf '%s' "$2" | sh next.sh "$3" 2>/dev/null)
	status=$?
	if [ "$got" = "$5" ] && [ $status -eq "$4" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
	fi
}

check "empty timetable" "" 10:00 1 "no more buses today"
check "midnight" "00:00 N0
00:30 N0
" 00:00 0 "00:00 N0"
check "name with spaces and accents" "17:05 Línea 3 – Estación
" 16:59 0 "17:05 Línea 3 – Estación"
check "nine past nine" "09:08 H8
09:09 V21
09:10 H8
" 09:09 0 "09:09 V21"
check "on the hour" "08:59 H8
09:00 V21
" 09:00 0 "09:00 V21"
echo "1..$number"
