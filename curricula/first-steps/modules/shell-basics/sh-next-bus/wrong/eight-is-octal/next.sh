#!/bin/sh

minutes() {
	echo $((${1%:*} * 60 + ${1#*:}))
}

now=$(minutes "$1")
while read -r time line; do
	if [ "$(minutes "$time")" -ge "$now" ]; then
		echo "$time $line"
		exit 0
	fi
done
echo "no more buses today"
exit 1
