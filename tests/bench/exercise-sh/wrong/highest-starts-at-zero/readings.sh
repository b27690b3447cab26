# SPDX-License-Identifier: MIT
count=0 sum=0 highest=0
while read -r line || [ -n "$line" ]; do
	for reading in $line; do
		if [ "$count" -eq 0 ] || [ "$reading" -lt "$lowest" ]; then lowest=$reading; fi
		if [ "$reading" -gt "$highest" ]; then highest=$reading; fi
		sum=$((sum + reading))
		count=$((count + 1))
	done
done
if [ "$count" -eq 0 ]; then echo none; else echo "$count $sum $lowest $highest"; fi
