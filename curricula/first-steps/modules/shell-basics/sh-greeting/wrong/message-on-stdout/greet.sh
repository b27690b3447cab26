#!/bin/sh

if [ -z "$1" ]; then
	echo "usage: sh greet.sh NAME"
	exit 2
fi

echo "Good morning, $1!"
