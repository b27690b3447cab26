#!/bin/sh

found=$(awk -v now="$1" '$1 >= now { print; exit }')
if [ -n "$found" ]; then
	echo "$found"
else
	echo "no more buses today"
fi
