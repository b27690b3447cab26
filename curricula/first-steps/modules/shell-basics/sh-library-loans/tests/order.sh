#!/bin/sh
# Lends 'Sky maps' ten times and 'Bread at home' nine times, mixed.  Ends with status 0 when the order is right.

list=$(
	echo "title,member,days"
	for member in 1 2 3 4 5 6 7 8 9; do
		echo "Bread at home,$member,7"
		echo "Sky maps,$member,7"
	done
	echo "Sky maps,10,7"
)
got=$(echo "$list" | sh loans.sh | sed 's/^[[:space:]]*//; s/[[:space:]]*$//; s/[[:space:]][[:space:]]*/ /')
want="10 Sky maps
9 Bread at home"

if [ "$got" != "$want" ]; then
	printf 'expected:\n%s\nbut loans.sh printed:\n%s\n' "$want" "$got"
	exit 1
fi
