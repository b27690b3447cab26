grep -i -e "$1" found.txt || {
	echo "nothing found"
	exit 1
}
