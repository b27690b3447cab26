#!/bin/sh
set -e

mkdir -p week
for file in recipes/*.txt; do
	cp "$file" week/
	basename "$file"
done | sort >list.new
mv list.new week/list.txt
