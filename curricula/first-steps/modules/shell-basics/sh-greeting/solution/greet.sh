#!/bin/sh

if [ $# -eq 0 ]; then
	echo "usage: sh greet.sh NAME" >&2
	exit 2
fi

printf 'Good morning, %s!\n' "$1"
