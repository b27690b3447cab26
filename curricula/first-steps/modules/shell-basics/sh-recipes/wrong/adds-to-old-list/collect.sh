#!/bin/sh

mkdir -p week
for file in recipes/*.txt; do
	cp "$file" week/
	echo "${file#recipes/}" >>week/list.txt
done
