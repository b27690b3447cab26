#!/bin/sh
if [ ! -f "$1" ]; then
	echo "no such file"
	exit 1
fi
wc -l <"$1"
