#!/bin/sh

now=$(echo "$1" | tr -d :)
while read -r time line; do
	if [ "$(echo "$time" | tr -d :)" -gt "$now" ]; then
		echo "$time $line"
		exit 0
	fi
done
echo "no more buses today"
exit 1
