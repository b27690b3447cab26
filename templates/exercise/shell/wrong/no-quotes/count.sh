#!/bin/sh
if [ ! -f "$1" ]; then
	echo "no such file"
	exit 1
fi
grep . $1 | wc -l
