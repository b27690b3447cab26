# Runs lost.sh and compares. usage: sh tests/check.sh
failed=0

# check WORD STATUS: what lost.sh prints must be the text on standard input
check() {
	wanted=$(cat)
	got=$(sh lost.sh "$1" 2>&1)
	status=$?
	if [ "$got" != "$wanted" ] || [ "$status" -ne "$2" ]; then
		echo "sh lost.sh '$1' ended with status $status, expected $2, and printed:"
		echo "$got"
		failed=1
	fi
}

check bag 0 <<END
12 black bag (keys, glasses)
END
check umbrella 0 <<END
12 blue umbrella
31 Umbrella, red
END
check bicycle 1 <<END
nothing found
END
exit $failed
