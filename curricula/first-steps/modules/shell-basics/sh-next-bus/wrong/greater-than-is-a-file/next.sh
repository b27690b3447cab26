#!/bin/sh

while read -r time line; do
	if [ "$time" > "$1" ]; then
		echo "$time $line"
		exit 0
	fi
done
echo "no more buses today"
exit 1
