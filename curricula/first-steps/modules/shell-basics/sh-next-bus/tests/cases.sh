#!/bin/sh
# Runs next.sh for several times and reports each one as a line of TAP ("ok" or "not ok").

timetable="05:40 N1
07:58 H8
08:09 V21
12:15 H8
22:30 N1"
number=0

# check TITLE TIME EXPECTED-STATUS EXPECTED-OUTPUT
check() {
	number=$((number + 1))
	got=$(echo "$timetable" | sh next.sh "$2" 2>/dev/null)
	status=$?
	if [ "$got" = "$4" ] && [ $status -eq "$3" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		echo "# sh next.sh $2: expected '$4' and status $3, got '$got' and status $status" | head -n 1
	fi
}

check "before the first bus" 05:00 0 "05:40 N1"
check "between two buses" 10:00 0 "12:15 H8"
check "exactly on time" 12:15 0 "12:15 H8"
check "one minute late" 12:16 0 "22:30 N1"
check "at eight" 08:00 0 "08:09 V21"
check "after the last bus" 22:31 1 "no more buses today"
echo "1..$number"
