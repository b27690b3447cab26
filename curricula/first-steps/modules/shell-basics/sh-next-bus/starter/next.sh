#!/bin/sh
# usage: sh next.sh HH:MM <timetable

while read -r time line; do
	echo "$time $line"
done
