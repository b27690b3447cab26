#!/usr/bin/env bash
# Repositories that are damaged, hostile or of another kind, and runs that are cut off.
. "$(dirname "$0")/harness.sh"
# shellcheck source=tests/e2e/fetch.sh
. "$(dirname "$0")/fetch.sh"

it "notices damaged and missing objects, and keeps the mirror as it was" "$FETCH"'
	ms 0 fetch --cohort c1
	old=$(tip L1)
	commit r1.git r1-two
	blob=$(git -C r1.git rev-parse main:r1-two.txt)
	file=r1.git/objects/${blob:0:2}/${blob:2}
	chmod u+w "$file"
	cp "$file" good
	for kind in garbage cut other missing; do
		case $kind in
		garbage) head -c 100 /dev/urandom >"$file" ;;
		cut) head -c 8 good >"$file" ;;
		other) other=$(echo other | git -C r1.git hash-object -w --stdin); cp -f "r1.git/objects/${other:0:2}/${other:2}" "$file" ;;
		missing) rm "$file" ;;
		esac
		ms 4 fetch --cohort c1 --timeout 3 --json
		out_json "d.failed == 1 && d.learners[0].fault != \"limit\" && /damaged|nothing came/.test(d.learners[0].reason)"
		[ "$(tip L1)" = "$old" ]
		mirror L1 fsck --strict --no-dangling
	done
	cp good "$file"
	ms 0 fetch --cohort c1 --json
	[ "$(tip L1)" = "$(git -C r1.git rev-parse main)" ]
'
it "notices a damaged pack, and never believes the index of one" "$FETCH"'
	for n in 1 2 3 4 5; do commit r1.git file$n; done
	git -C r1.git gc -q
	chmod -R u+w r1.git r2.git
	pack=$(ls r1.git/objects/pack/*.pack)
	size=$(stat -c %s "$pack")
	cp "$pack" good
	printf XXXX | dd of="$pack" bs=1 seek=$((size / 2)) conv=notrunc status=none
	ms 4 fetch --cohort c1 --timeout 3 --json
	out_json "/damaged/.test(d.learners[0].reason) && d.learners[1].outcome == \"new\""
	head -c $((size / 2)) good >"$pack"
	ms 4 fetch --cohort c1 --timeout 3
	cp good "$pack"
	head -c 1000 /dev/urandom >"${pack%.pack}.idx"
	ms 0 fetch --cohort c1 --json
	out_json "d.learners[0].outcome == \"new\""
	mirror L1 fsck --strict
	[ "$(find s/mirrors/L1.git/objects/pack -type f | wc -l)" = 2 ]
'
it "refuses kinds of repositories that it cannot read, and says so" "$FETCH"'
	git init -q --bare --object-format=sha256 -b main r3.git
	commit r3.git first
	git clone -q --bare --depth 1 "file://$PWD/r1.git" r4.git
	commit r1.git r1-two
	rm -rf r4.git && git clone -q --bare --depth 1 "file://$PWD/r1.git" r4.git
	mkdir r5.git && printf "ref: refs/heads/.invalid\n" >r5.git/HEAD && mkdir -p r5.git/objects r5.git/refs r5.git/reftable && : >r5.git/refs/heads
	learners "L3,Sample Three,f,2026-01-12,$PWD/r3.git" "L4,Sample Four,f,2026-01-12,$PWD/r4.git" "L5,Sample Five,f,2026-01-12,$PWD/r5.git" \
		"L6,Sample Six,f,2026-01-12,$PWD/list.csv" "L7,Sample Seven,f,2026-01-12,$PWD/s"
	ms 4 fetch --cohort c1 --json
	out_json "d.new == 2 && d.failed == 5"
	out_json "/SHA-256/.test(d.learners[2].reason) && d.learners[2].fault == \"unsupported\" && /shallow/.test(d.learners[3].reason)"
	out_json "/reftable/.test(d.learners[4].reason) && /no repository/.test(d.learners[5].reason) && /no repository/.test(d.learners[6].reason)"
'
it "follows no link, waits for no pipe and leaves no repository of somebody else in the mirror" "$FETCH"'
	for c in head ref packed loose linkref refs borrowed common objects; do cp -r r1.git $c.git; done
	rm head.git/HEAD && mkfifo head.git/HEAD
	rm ref.git/refs/heads/main && mkfifo ref.git/refs/heads/main
	rm -f packed.git/packed-refs && mkfifo packed.git/packed-refs
	d=$(ls -d loose.git/objects/?? | head -n 1) && rm -rf "$d"/* && mkfifo "$d/$(printf "%038d" 0)"
	ln -sf "$PWD/r2.git/refs/heads/main" linkref.git/refs/heads/main
	rm -rf refs.git/refs && ln -s "$PWD/r2.git/refs" refs.git/refs
	echo "$PWD/r2.git/objects" >borrowed.git/objects/info/alternates
	echo "$PWD/r2.git" >common.git/commondir
	mv objects.git/objects elsewhere && ln -s "$PWD/elsewhere" objects.git/objects
	git clone -q r1.git tree && git -C tree worktree add -q ../worktree
	n=3
	for c in head.git ref.git packed.git loose.git linkref.git refs.git borrowed.git common.git objects.git worktree; do
		learners "L$n,Sample $n,f,2026-01-12,$PWD/$c"
		n=$((n + 1))
	done
	timeout 60 "$MIGRACODE" --school s fetch --cohort c1 --json --timeout 20 >"$OUT" || [ $? -eq 4 ]
	out_json "d.new == 2 && d.failed == 10 && d.learners.every(l => l.fault == null || l.fault == \"input\")"
	[ -z "$(find s/mirrors -type l -o -type p)" ]
'
it "leaves out names of branches that git would refuse" "$FETCH"'
	hash=$(git -C r1.git rev-parse main)
	printf "%s refs/heads/../../../escape\n%s refs/heads/a b\n%s refs/heads/x.lock\n%s refs/remotes/o/m\n%s refs/migracode/kept/%s\nnonsense\n" \
		$hash $hash $hash $hash $hash $hash >>r1.git/packed-refs
	ms 0 fetch --cohort c1
	[ "$(mirror L1 for-each-ref --format="%(refname)")" = refs/heads/main ]
'
it "makes a damaged file of a mirror, and a removed mirror, anew" "$FETCH"'
	ms 0 fetch --cohort c1
	echo "{" >s/mirrors/L1.json
	rm -rf s/mirrors/L2.git
	ms 0 fetch --cohort c1 --json
	out_json "d.learners[1].outcome == \"new\" && d.failed == 0"
	mirror L1 fsck --strict && mirror L2 fsck --strict
	ms 0 fetch --cohort c1 --json
	out_json "d.current == 2"
	node -e "if (JSON.parse(require(\"fs\").readFileSync(\"s/mirrors/L2.json\")).arrivals.length != 1) process.exit(1)"
'
it "goes on after kill -9 at any moment" "$FETCH"'
	for n in 3 4 5 6 7 8 9; do
		git clone -q --bare r1.git r$n.git
		for k in 1 2 3 4 5 6; do commit r$n.git f$n-$k; done
		learners "L$n,Sample $n,f,2026-01-12,$PWD/r$n.git"
	done
	for round in $(seq 1 12); do
		rm -rf s/mirrors
		"$MIGRACODE" --school s fetch --cohort c1 -q >"$OUT" 2>"$ERR" &
		sleep 0.0$((RANDOM % 10))$((RANDOM % 10))
		kill -9 $! 2>/dev/null || :
		wait $! 2>/dev/null || :
		ms 0 fetch --cohort c1 --json
		out_json "d.failed == 0"
		for n in 1 2 3 4 5 6 7 8 9; do
			[ "$(tip L$n)" = "$(git -C r$n.git rev-parse main)" ]
			mirror L$n fsck --strict
		done
		find s/mirrors -name "pack_*" -o -name incoming -o -name "*.json.*" -o -name "HEAD.*" -o -name "packed-refs.*" >left
		cmp left /dev/null
	done
'
it "shares the work with another run at the same time" "$FETCH"'
	for n in 3 4 5 6 7 8 9; do
		git clone -q --bare r1.git r$n.git
		commit r$n.git f$n
		learners "L$n,Sample $n,f,2026-01-12,$PWD/r$n.git"
	done
	for round in 1 2 3 4 5 6; do
		for n in 1 2 3 4 5 6 7 8 9; do commit r$n.git round$round; done
		for run in 1 2 3; do "$MIGRACODE" --school s fetch --cohort c1 --json >run$run & done
		wait
		cat run1 run2 run3 >all
		[ "$(grep -c "\"outcome\": \"failed\"" all || :)" = 0 ]
		[ "$(grep -cE "\"outcome\": \"(new|changed)\"" all)" = 9 ]
		for n in 1 2 3 4 5 6 7 8 9; do mirror L$n fsck --strict; [ "$(tip L$n)" = "$(git -C r$n.git rev-parse main)" ]; done
	done
'
it "says that the disk is full, and goes on when there is room" "$FETCH"'
	[ "$(id -u)" -eq 0 ] || skip "not root"
	head -c 3000000 /dev/urandom >big
	git -C r1.git update-ref refs/heads/main "$(git -C r1.git commit-tree -m big "$(printf "100644 blob %s\tbig\n" "$(git -C r1.git hash-object -w --stdin <big)" | git -C r1.git mktree)")"
	ms 0 fetch --cohort c1 --learner L2
	mv s/mirrors mirrors && mkdir s/mirrors
	mount -t tmpfs -o size=1m none s/mirrors 2>/dev/null || skip "cannot mount"
	trap "umount s/mirrors" EXIT
	cp -r mirrors/. s/mirrors
	commit r2.git more
	got=0
	"$MIGRACODE" --school s fetch --cohort c1 --json >"$OUT" || got=$?
	[ $got -eq 4 ]
	out_json "d.learners[0].fault == \"io\" && /disk is full/.test(d.learners[0].reason) && d.learners[1].outcome == \"changed\""
	mirror L2 fsck --strict
	mount -o remount,size=20m s/mirrors
	ms 0 fetch --cohort c1 --json
	out_json "d.failed == 0 && d.learners[0].outcome == \"new\""
	[ "$(tip L1)" = "$(git -C r1.git rev-parse main)" ]
'
it "costs one learner when what reads the repository is killed" "$FETCH"'
	git clone -q --bare r1.git r3.git
	learners "L3,Sample Three,f,2026-01-12,$PWD/r3.git"
	mkdir -p s/mirrors
	# A lock that somebody holds for ever: the byte of each mirror lies in one file.
	python3 - s/mirrors/locks <<END &
import fcntl, os, struct, sys, time
fd = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT, 0o600)
import hashlib
byte = int(hashlib.sha256(b"L3").hexdigest()[:15], 16)
fcntl.fcntl(fd, 37, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, byte, 1, 0))
open("held", "w").close()
time.sleep(60)
END
	holder=$!
	trap "kill $holder 2>/dev/null || :" EXIT
	for _ in $(seq 100); do [ -e held ] && break; sleep 0.05; done
	"$MIGRACODE" --school s fetch --cohort c1 --json >"$OUT" 2>"$ERR" &
	fetch=$!
	sleep 1
	# Of its children the one that waits is the only one with work.
	kill -9 $(ps -o pid= --ppid $fetch)
	got=0
	wait $fetch || got=$?
	[ $got -eq 4 ]
	out_json "d.new == 2 && d.failed == 1 && /broke off/.test(d.learners[2].reason)"
'
it "can be interrupted, and then goes on" "$FETCH"'
	mkdir -p s/mirrors
	python3 - s/mirrors/locks <<END &
import fcntl, os, struct, sys, time, hashlib
fd = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT, 0o600)
fcntl.fcntl(fd, 37, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, int(hashlib.sha256(b"L1").hexdigest()[:15], 16), 1, 0))
open("held", "w").close()
time.sleep(60)
END
	holder=$!
	trap "kill $holder 2>/dev/null || :" EXIT
	for _ in $(seq 100); do [ -e held ] && break; sleep 0.05; done
	"$MIGRACODE" --school s fetch --cohort c1 >"$OUT" 2>"$ERR" &
	fetch=$!
	sleep 0.5
	kill -INT $fetch
	got=0
	wait $fetch || got=$?
	[ $got -eq 130 ]
	kill $holder
	wait $holder || :
	ms 0 fetch --cohort c1 --json
	out_json "d.failed == 0 && d.new + d.current == 2"
'
finish
