#!/usr/bin/env bash
# The negative control of the attack set: outside of the sandbox the same programs must show that they escape, or the set
# is blind.  Only those run here that read a planted text, leave a file or leave a process that ends by itself.
. "$(dirname "$0")/harness.sh"
. "$TOP/tests/attack/attack.sh"

ATTACK_MODE=control
attack_lay
bin=$ATTACK_WORK/control
mkdir "$bin"
at="work='$ATTACK_WORK' bin='$bin' mark='$ATTACK_MARK' secret='$ATTACK_SECRET'; built() { gcc -O1 -w -pthread -o \"\$bin/\$1\" \"\$work/submissions/\$2/\$1.c/main.c\"; }
"

it "a walk through files finds the secret" "$at"'
	built walk-files c
	"$bin/walk-files" x "$work/exercise/c" >found
	grep -q "ESCAPED: .*/private/secret.txt says $secret" found
	grep -q "ESCAPED: .*/exercise.json says" found
'
it "a walk through /proc finds the secret of a process" "$at"'
	built walk-proc c
	env PLANTED_VAR="$secret" sleep 5 &
	sleep 0.5
	"$bin/walk-proc" x $! >found
	kill $!
	grep -q "ESCAPED: /proc/.*/environ says" found
'
it "environment and descriptors show what they were given" "$at"'
	built environment c
	built descriptors c
	PLANTED_VAR=$secret "$bin/environment" | grep -q "ESCAPED: PLANTED_VAR=$secret"
	"$bin/descriptors" 9<"$work/exercise/c/private/secret.txt" | grep -q "ESCAPED: descriptor 9 is open: $secret"
	PLANTED_VAR=$secret sh "$work/submissions/sh/environment.sh/main.sh" | grep -q ESCAPED
	PLANTED_VAR=$secret python3 "$work/submissions/py/environment.py/main.py" | grep -q ESCAPED
	node "$work/submissions/js/environment.js/main.js" | grep -q "ESCAPED: .*$secret"
'
it "the compiler reads the secret" "$at"'
	built incbin-secret c
	"$bin/incbin-secret" | grep -q "ESCAPED: $secret"
	gcc -c -o /dev/null "$work/submissions/c/include-secret.c/main.c" 2>messages || true
	grep -q "$secret" messages
'
it "a daemon stays behind" "$at"'
	built daemon c
	"$bin/daemon" "$mark" 2 >/dev/null
	grep -lsaF -f "$work/mark" /proc/[0-9]*/cmdline | while read -r file; do tr "\0" " " <"$file"; done | grep -q daemon
'
it "a program writes over a spec and leaves files" "$at"'
	mkdir "$HOME/spec"
	sed -e "/chmod(files/d; /unlink(files/d; s|$work/exercise/c|$HOME/spec|g" -e "s|\"/[a-z][^\"]*\"|\"$HOME\"|g" -e "s|\"/\"|\"$HOME\"|" \
		"$work/submissions/c/writes-outside.c/main.c" >writes.c
	gcc -w -o writes writes.c
	if grep "\"/etc\|\"/usr\|\"/dev\|\"/proc" writes.c; then exit 1; fi
	./writes >/dev/null
	[ -e "$HOME/escaped-$mark" ]
'
it "what one program leaves, the next one finds" "$at"'
	sed "s|\"/[a-z][a-z/]*/\([.a-z0-9-]*\)\"|\"$HOME/\1\"|g; s|\"/left-8\"|\"$HOME/left-8\"|; s|sleep(60)|sleep(2)|" \
		"$work/submissions/state/leaves-state.c/main.c" >leaves.c
	gcc -w -o leaves leaves.c
	./leaves | grep -q contained
	./leaves >second
	grep -q "ESCAPED: .* is still there" second
	grep -q "ESCAPED: somebody listens" second
'
it "network programs reach the server" "$at"'
	built network c
	"$bin/network" >said
	cat said
	grep -q "ESCAPED: connected to 127.0.0.1" said
	grep -q "ESCAPED: connected to attack-$mark" said
	sh "$work/submissions/sh/network.sh/main.sh" | grep -q ESCAPED
	python3 "$work/submissions/py/network.py/main.py" | grep -q ESCAPED
	node "$work/submissions/js/network.js/main.js" | grep -q ESCAPED
	[ -s "$work/visitors" ]
'
it "a wrong verdict, a secret and a change outside are noticed" "
	cat >inner.t <<-'EOF'
	. \"\$TOP/tests/e2e/harness.sh\"
	. \"\$TOP/tests/attack/attack.sh\"
	ATTACK_MODE=control
	attack_lay
	attack_cgroups >\"\$ATTACK_WORK/cgroups\"
	attack_fingerprint >\"\$ATTACK_WORK/fingerprint\"
	printf 'spin.c\tpass\t\t1\tnone\ngood-0\tfail\t\t1\tnone\n' | tee \"\$ATTACK_WORK\"/out/{c,build,sh,py,js,state,wait,suite}.table >/dev/null
	echo 4 >\"\$ATTACK_WORK/out/c.status\"
	echo \"\$ATTACK_SECRET\" >\"\$ATTACK_WORK/out/c.err\"
	echo x >\"\$ATTACK_WORK/tmp/left\"
	echo x >\"\$ATTACK_WORK/exercise/c/exercise.json\"
	echo x >\"\$ATTACK_WORK/visitors\"
	python3 -c 'import time; time.sleep(60)' \"\$ATTACK_MARK\" &
	left=\$!
	file=spin.c; attack_judge c | grep -F ' - spin.c ' || true
	attack_aftermath
	kill \"\$left\"
	finish
	EOF
	if bash inner.t >log 2>&1; then exit 1; fi
	cat log
	grep -q '^not ok .* - spin.c' log
	grep -q '^not ok .*every run' log
	grep -q '^not ok .*good submissions' log
	grep -q '^not ok .*no text of a hidden' log
	grep -q '^not ok .*no process' log
	grep -q '^not ok .*no file outside' log
	grep -q '^not ok .*no temporary' log
	grep -q '^not ok .*nobody came' log
"
finish
