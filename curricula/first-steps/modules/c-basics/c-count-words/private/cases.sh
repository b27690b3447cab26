#!/bin/sh
# More texts, not given to students.

number=0

# check TITLE EXPECTED TEXT
check() {
	number=$((number + 1))
	if got=$(./count "$3") && [ "$got" = "$2" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
	fi
}

check "spanish" 4 "El jardín de otoño"
check "arabic" 3 "المكتبة مفتوحة اليوم"
check "signs belong to words" 6 "It's 9:30, isn't it? – Yes!"
check "a long text" 2000 "$(seq 1 2000)
"
echo "1..$number"
