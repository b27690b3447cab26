# shellcheck shell=bash
# Runs the hostile programs of this folder as submissions; for scripts that have sourced tests/e2e/harness.sh.
#
#   attack_open MODE    lays exercises and submissions; MODE is root, no-cgroup or user.  Returns 1, with the reason
#                       in ATTACK_SKIP, where that mode cannot be had
#   attack_run ROOM…    grades all submissions to these exercises, with good ones between them
#   attack_judge ROOM…  one test for each line of EXPECTED
#   attack_aftermath    what must hold afterwards, whatever was tried
# Everything lies in ATTACK_WORK: bin, exercise, submissions, out (documents), home, tmp (both for the grader alone).

ATTACK=$TOP/tests/attack
ATTACK_SKIP=
ATTACK_SERVER=
ATTACK_WORK=$(mktemp -d /tmp/attack.XXXXXX)
trap 'attack_close; chmod -R u+rwx "$HARNESS_WORK" 2>/dev/null; rm -rf "$HARNESS_WORK"' EXIT

attack_close() {
	[ -z "${ATTACK_KEEP:-}" ] || return 0
	[ -z "$ATTACK_SERVER" ] || kill "$ATTACK_SERVER" 2>/dev/null
	rm -rf "$ATTACK_WORK"
}

random_hex() { od -An -N8 -tx8 /dev/urandom | tr -d ' '; }

# Fills the placeholders of hostile programs and exercises.
attack_fill() {
	sed -e "s|@EXERCISE@|$ATTACK_WORK/exercise/c|g" -e "s|@SUBMISSIONS@|$ATTACK_WORK/submissions/c|g" \
		-e "s|@OUTSIDE@|$ATTACK_WORK/outside|g" -e "s|@PORT@|$ATTACK_PORT|g" -e "s|@MARK@|$ATTACK_MARK|g" \
		-e "s|@SECRET@|$ATTACK_SECRET|g"
}

attack_lay_exercise() {
	local room=$1 from=$ATTACK/exercise/$1 to=$ATTACK_WORK/exercise/$1 file
	mkdir -p "$to/tests" "$to/private" "$to/solution" "$ATTACK_WORK/submissions/$room"
	(cd "$from" && find . -type f) | while read -r file; do
		attack_fill <"$from/$file" >"$to/$file"
	done
	head -c 1048576 /dev/zero | tr '\0' x >"$to/tests/waits.txt"
	attack_fill <"$ATTACK/good.c" >"$to/solution/main.c"
	attack_fill <"$ATTACK/$(attack_good_file "$room")" >"$to/solution/$(attack_submit_name "$room")"
}

# The name that the exercise wants the file to have.
attack_submit_name() { sed -n 's/.*"submit": \["\(.*\)"\].*/\1/p' "$ATTACK/exercise/$1/exercise.json"; }

attack_lay_submission() {
	local room=$1 file=$2 name=$3
	mkdir -p "$ATTACK_WORK/submissions/$room/$name"
	attack_fill <"$ATTACK/$file" >"$ATTACK_WORK/submissions/$room/$name/$(attack_submit_name "$room")"
}

attack_good_file() {
	case $1 in
	sh | py | js) echo "good.$1" ;;
	shell) echo good.sh ;;
	regex) echo good.py ;;
	build | forge) echo good-build.sh ;;
	suite) echo good-sum.js ;;
	java) echo good.java ;;
	*) echo good.c ;;
	esac
}

attack_files() { awk -F'\t' -v room="$1" '$1 == room { print $2 }' "$ATTACK/EXPECTED"; }

attack_start_server() {
	python3 "$ATTACK/server.py" "$ATTACK_WORK" "$ATTACK_WORK/exercise/c.socket" "attack-$ATTACK_MARK" &
	ATTACK_SERVER=$!
	for _ in $(seq 100); do
		[ -f "$ATTACK_WORK/port" ] && break
		sleep 0.05
	done
	ATTACK_PORT=$(cat "$ATTACK_WORK/port")
}

attack_cgroups() { find /sys/fs/cgroup -maxdepth 5 -type d -name 'migracode-*' 2>/dev/null | sort; }

# Names, kinds and bytes of what hostile programs may want to change.
attack_fingerprint() {
	(cd "$ATTACK_WORK" && find exercise submissions outside -printf '%p %y %m %s %T@\n' | sort &&
		find exercise submissions -type f -print0 | sort -z | xargs -0 sha256sum)
}

attack_lay() {
	local room file
	ATTACK_MARK=mark$(random_hex)
	ATTACK_SECRET=PLANTED-$(random_hex)
	mkdir -p "$ATTACK_WORK"/{bin,exercise,submissions,out/details,home,tmp,outside}
	cp "$MIGRACODE" "$ATTACK_WORK/bin/migracode"
	attack_start_server
	for room in "$ATTACK"/exercise/*; do attack_lay_exercise "${room##*/}"; done
	for room in "$ATTACK"/exercise/*; do
		room=${room##*/}
		for file in $(attack_files "$room"); do attack_lay_submission "$room" "$file" "$file"; done
		file=$(attack_good_file "$room")
		for n in 0 1 2 3; do attack_lay_submission "$room" "$file" "good-$n"; done
	done
	chmod 755 "$ATTACK_WORK"
	chmod 777 "$ATTACK_WORK/outside"
	echo "$ATTACK_MARK" >"$ATTACK_WORK/mark"
	printf 'PLANTED\n' >"$ATTACK_WORK/needles"
}

attack_open() {
	ATTACK_MODE=$1
	case $ATTACK_MODE in
	root | no-cgroup)
		[ "$(id -u)" -eq 0 ] || { ATTACK_SKIP="needs root"; return 1; }
		;;
	user)
		[ "$(id -u)" -ne 0 ] || command -v setpriv >/dev/null || { ATTACK_SKIP="setpriv is missing"; return 1; }
		;;
	esac
	attack_lay
	if [ "$ATTACK_MODE" = user ] && [ "$(id -u)" -eq 0 ]; then
		chown -R 65534:65534 "$ATTACK_WORK"/{exercise,submissions,home,tmp,out}
	fi
	attack_cgroups >"$ATTACK_WORK/cgroups"
	attack_fingerprint >"$ATTACK_WORK/fingerprint"
}

# migracode in the mode of this script.  Its environment and descriptor 9 hold a secret, which programs must not inherit.
attack_migracode() {
	local clean=(env -i PATH=/usr/local/bin:/usr/bin:/bin HOME="$ATTACK_WORK/home" TMPDIR="$ATTACK_WORK/tmp" LANG=C.UTF-8
		PLANTED_VAR="$ATTACK_SECRET" "$ATTACK_WORK/bin/migracode" "$@")
	case $ATTACK_MODE in
	root) "${clean[@]}" ;;
	no-cgroup)
		# shellcheck disable=SC2016 # expanded by the inner shell
		unshare --mount sh -c 'mount -t tmpfs none /sys/fs/cgroup && exec "$@"' sh "${clean[@]}"
		;;
	user)
		if [ "$(id -u)" -eq 0 ]; then
			setpriv --reuid=65534 --regid=65534 --clear-groups "${clean[@]}"
		else
			"${clean[@]}"
		fi
		;;
	esac 9<"$ATTACK_WORK/exercise/c/private/secret.txt"
}

# The submissions of a room, a good one after every quarter.
attack_operands() {
	local room=$1 all count=0 good=0 name quarter
	mapfile -t all < <(attack_files "$room")
	quarter=$(((${#all[@]} + 3) / 4))
	for name in "${all[@]}"; do
		echo "$ATTACK_WORK/submissions/$room/$name"
		count=$((count + 1))
		if [ $((count % quarter)) -eq 0 ] || [ "$count" -eq "${#all[@]}" ]; then
			echo "$ATTACK_WORK/submissions/$room/good-$good"
			good=$((good + 1))
		fi
	done
}

attack_run() {
	local room operands status
	for room in "$@"; do
		mapfile -t operands < <(attack_operands "$room")
		status=0
		attack_migracode grade --exercise "$ATTACK_WORK/exercise/$room" --unverified --json "${operands[@]}" \
			>"$ATTACK_WORK/out/$room.json" 2>"$ATTACK_WORK/out/$room.err" || status=$?
		echo "$status" >"$ATTACK_WORK/out/$room.status"
		node "$ATTACK/table.js" "$ATTACK_WORK/out/$room.json" "$ATTACK_WORK/out/details" >"$ATTACK_WORK/out/$room.table"
	done
}

# shellcheck disable=SC2016 # expanded by the test's own shell
ATTACK_CHECK='
	IFS="$(printf "\t")" read -r _ got _ _ cgroup <<-EOF
	$(grep -F "$file	" "$work/out/$room.table")
	EOF
	[ "$cgroup" != none ] || [ "$polled" = "=" ] || want=$polled
	case "|$want|" in
	*"|$got|"*) ;;
	*) echo "verdict is \"$got\", not \"$want\""; cat "$work/out/details/$file.json" "$work/out/$room.err"; exit 1 ;;
	esac
'

attack_judge() {
	local room wanted file want polled
	for wanted in "$@"; do
		while IFS=$'\t' read -r room file want polled; do
			[ "$room" = "$wanted" ] || continue
			it "$file as $ATTACK_MODE: $want" \
				"room='$room' file='$file' want='$want' polled='$polled' work='$ATTACK_WORK'; $ATTACK_CHECK"
		done <"$ATTACK/EXPECTED"
	done
}

# shellcheck disable=SC2016 # expanded by the tests' own shells
attack_aftermath() {
	local at="work='$ATTACK_WORK' mark='$ATTACK_MARK'
"
	attack_fingerprint >"$ATTACK_WORK/fingerprint.now"
	attack_cgroups | comm -13 "$ATTACK_WORK/cgroups" - >"$ATTACK_WORK/cgroups.new"
	it "every run ended with status 0" "$at"'
		for file in "$work"/out/*.status; do
			[ "$(cat "$file")" = 0 ] || { echo "$file: $(cat "$file")"; cat "${file%.status}.err"; exit 1; }
		done
	'
	it "good submissions between the hostile ones pass in normal time" "$at"'
		for room in c build forge shell regex sh py js state wait suite; do grep "^good-" "$work/out/$room.table"; done >goods
		awk -F"\t" "\$2 != \"pass\" || \$4 > 3000 { print; bad = 1 } END { exit bad || NR < 16 }" goods
	'
	it "no text of a hidden test is in any document or message" "$at"'
		fails grep -rlF -f "$work/needles" "$work/out"
	'
	it "no process is left" "$at"'
		for n in 1 2 3 4 5 6 7 8 9 10; do
			# Processes that end while grep looks make it fail, whatever it found.
			left=$(grep -lsaF -f "$work/mark" /proc/[0-9]*/cmdline || true)
			# Our own server carries the mark in the name of its socket.
			left=$(for f in $left; do tr "\0" " " <"$f" | grep -v "server.py" | sed "s|^|$f: |"; done)
			[ -n "$left" ] || exit 0
			sleep 0.1
		done
		echo "$left"
		exit 1
	'
	it "no file outside is made or changed" "$at"'
		diff "$work/fingerprint" "$work/fingerprint.now"
		found=$(find / -xdev -maxdepth 4 -not -path "/proc/*" -name "escaped-$mark" 2>/dev/null
			find /dev/shm /run /var/tmp /tmp /root -maxdepth 3 -name "escaped-$mark" 2>/dev/null) || true
		[ -z "$found" ] || { echo "$found"; exit 1; }
	'
	it "the grader leaves no temporary file" "$at"'
		left=$(find "$work/tmp" -mindepth 1)
		[ -z "$left" ] || { echo "$left"; exit 1; }
	'
	it "the grader leaves no control group" "$at"'
		# Folders carry the process id of the grader that made them; others may be at work now.
		while read -r folder; do
			pid=${folder##*migracode-}; pid=${pid%%-*}
			[ -d "/proc/$pid" ] || { [ ! -d "$folder" ] || { echo "$folder"; exit 1; }; }
		done <"$work/cgroups.new"
	'
	it "nobody came to the server outside" "$at"'
		[ ! -e "$work/visitors" ] || { cat "$work/visitors"; exit 1; }
	'
}
