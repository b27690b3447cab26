#!/bin/sh

minutes() {
	hour=${1%:*}
	minute=${1#*:}
	echo $((${hour#0} * 60 + ${minute#0}))
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
