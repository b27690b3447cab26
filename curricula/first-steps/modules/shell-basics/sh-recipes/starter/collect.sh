#!/bin/sh
# Copies the recipes for this week.

for file in recipes/*.txt; do
	echo "found: $file"
done
