#!/bin/sh
# Calls the program for several texts and reports each one as a line of TAP ("ok" or "not ok").

number=0

# check TITLE EXPECTED TEXT
check() {
	number=$((number + 1))
	if got=$(./count "$3") && [ "$got" = "$2" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		echo "# expected $2, got '$got'" | head -n 1
	fi
}

check "empty text" 0 ""
check "one letter" 1 "a"
check "two words" 2 "bread, milk"
check "two spaces" 2 "bread  milk"
check "spaces at both ends" 2 "  bread milk "
check "tabs and line ends" 3 "bread	milk
tea"
check "only spaces" 0 "   "
echo "1..$number"
