#!/usr/bin/env bash
# Repositories on other machines: keys, lines that break, hosts that send on.
. "$(dirname "$0")/harness.sh"
# shellcheck source=tests/e2e/fetch.sh
. "$(dirname "$0")/fetch.sh"

it "copies over http, and asks only for the list of branches when nothing changed" "$FETCH$SERVER"'
	serve a
	learners "L1,Sample One,f,2026-01-12,http://127.0.0.1:$PORT/r1.git" "L2,Sample Two,m,2026-01-12,http://127.0.0.1:$PORT/r2.git"
	ms 0 fetch --cohort c1 --json
	out_json "d.new == 2"
	[ "$(tip L1)" = "$(git -C r1.git rev-parse main)" ]
	mirror L1 fsck --strict
	: >a.log
	ms 0 fetch --cohort c1 --json
	out_json "d.current == 2"
	fails grep -q POST a.log
	commit r1.git more
	ms 0 fetch --cohort c1 --dry-run --json
	out_json "d.changed == 1 && d.current == 1"
	ms 0 fetch --cohort c1 --json
	out_json "d.changed == 1 && d.current == 1"
	[ "$(tip L1)" = "$(git -C r1.git rev-parse main)" ]
	fails grep -rqF 127.0.0.1 s/mirrors
'
it "says what is wrong with an address without repeating it" "$FETCH$SERVER"'
	serve a
	learners "L1,Sample One,f,2026-01-12,http://127.0.0.1:$PORT/gone.git" "L2,Sample Two,m,2026-01-12,http://127.0.0.1:1/closed.git" \
		"L3,Sample Three,f,2026-01-12,http://no-such-host.invalid/r.git"
	ms 4 fetch --cohort c1 --json --timeout 20
	out_json "d.failed == 3 && d.learners.every(l => l.fault == \"network\" && !/127|invalid|git/.test(l.reason))"
	out_json "/no repository/.test(d.learners[0].reason) && /reached/.test(d.learners[1].reason) && /not known/.test(d.learners[2].reason)"
'
it "keeps what was there when the line breaks off, and leaves no half pack" "$FETCH$SERVER"'
	serve whole
	learners "L1,Sample One,f,2026-01-12,http://127.0.0.1:$PORT/r1.git"
	ms 0 fetch --cohort c1 --learner L1
	old=$(tip L1)
	commit r1.git more
	serve cut --cut 60
	learners "L1,Sample One,f,2026-01-12,http://127.0.0.1:$PORT/r1.git"
	ms 4 fetch --cohort c1 --learner L1
	out_has "Sample One (L1): not fetched"
	[ "$(tip L1)" = "$old" ]
	mirror L1 fsck --strict
	[ -z "$(find s/mirrors/L1.git -name "pack_*" -o -name "*.lock" -o -name incoming)" ]
	file_has s/mirrors/L1.json "\"fault\": \"network\""
	learners "L1,Sample One,f,2026-01-12,http://127.0.0.1:$(cat whole.port)/r1.git"
	ms 0 fetch --cohort c1 --learner L1
	[ "$(tip L1)" = "$(git -C r1.git rev-parse main)" ]
'
it "gives up a line that stands still, and nobody else waits" "$FETCH$SERVER"'
	serve still --stall
	learners "L1,Sample One,f,2026-01-12,http://127.0.0.1:$PORT/r1.git"
	ms 4 fetch --cohort c1 --timeout 1 --json
	out_json "/nothing came for 1 second/.test(d.learners[0].reason) && d.learners[1].outcome == \"new\""
	[ -z "$(find s/mirrors/L1.git -name "pack_*")" ]
	file_has s/mirrors/L1.json "nothing came"
'
it "sends a token over https to its own host, and prints and keeps it nowhere" "$FETCH$SERVER"'
	certificate
	export GIT_SSL_CAINFO=$PWD/cert.pem
	serve a --tls cert.pem key.pem --token sample-secret-token
	learners "L1,Sample One,f,2026-01-12,https://localhost:$PORT/r1.git"
	ms 4 fetch --cohort c1 --learner L1
	out_has "no access"
	MIGRACODE_TOKEN=sample-secret-token MIGRACODE_TOKEN_HOST=elsewhere.example ms 4 fetch --cohort c1 --learner L1
	[ "$(awk "{ print \$3 }" a.log | sort -u)" = - ]
	MIGRACODE_TOKEN=wrong-secret-token MIGRACODE_TOKEN_HOST=localhost:$PORT ms 4 fetch --cohort c1 --learner L1
	out_has "no access"
	out_lacks wrong-secret-token
	MIGRACODE_TOKEN=sample-secret-token MIGRACODE_TOKEN_HOST=localhost:$PORT ms 0 fetch --cohort c1 --learner L1
	[ "$(tip L1)" = "$(git -C r1.git rev-parse main)" ]
	fails grep -rqE "(sample|wrong)-secret-token" s "$OUT" "$ERR"
'
it "asks the helpers of git for a password, and nobody who types" "$FETCH$SERVER"'
	certificate
	export GIT_SSL_CAINFO=$PWD/cert.pem
	serve a --tls cert.pem key.pem --token sample-secret-token
	learners "L1,Sample One,f,2026-01-12,https://localhost:$PORT/r1.git"
	mkdir bin
	printf "%s\n" "#!/bin/sh" "cat >>$PWD/asked" "[ \"\$1\" != get ] || { echo username=sample; echo password=sample-secret-token; }" >bin/helper
	chmod +x bin/helper
	export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=credential.helper GIT_CONFIG_VALUE_0=$PWD/bin/helper
	ms 0 fetch --cohort c1 --learner L1
	[ "$(tip L1)" = "$(git -C r1.git rev-parse main)" ]
	file_has asked "host=localhost:$PORT"
	fails grep -rq sample-secret-token s "$OUT" "$ERR"
'
it "gives no password to a line without encryption" "$FETCH$SERVER"'
	serve a --token sample-secret-token
	learners "L1,Sample One,f,2026-01-12,http://sample:sample-secret-token@127.0.0.1:$PORT/r1.git"
	MIGRACODE_TOKEN=sample-secret-token MIGRACODE_TOKEN_HOST=127.0.0.1:$PORT ms 4 fetch --cohort c1 --learner L1
	out_has "no access"
	[ "$(awk "{ print \$3 }" a.log | sort -u)" = - ]
	fails grep -rq sample-secret-token s/mirrors "$OUT" "$ERR"
'
it "takes a password out of an address, and gives it to nobody behind a redirect" "$FETCH$SERVER"'
	certificate
	export GIT_SSL_CAINFO=$PWD/cert.pem
	serve thief --tls cert.pem key.pem --token other
	serve moved --tls cert.pem key.pem --send-on "https://localhost:$PORT"
	learners "L1,Sample One,f,2026-01-12,https://sample:sample-secret-token@localhost:$PORT/r1.git"
	MIGRACODE_TOKEN=sample-secret-token MIGRACODE_TOKEN_HOST=localhost:$PORT ms 4 fetch --cohort c1 --learner L1
	[ -s thief.log ]
	[ "$(awk "{ print \$3 }" thief.log | sort -u)" = - ]
	out_has "has moved to another address"
	fails grep -rq sample-secret-token s/mirrors "$OUT" "$ERR"
'
it "follows a public repository that has moved" "$FETCH$SERVER"'
	serve new
	serve old --send-on "http://127.0.0.1:$PORT"
	learners "L1,Sample One,f,2026-01-12,http://127.0.0.1:$PORT/r1.git"
	ms 0 fetch --cohort c1 --learner L1
	[ "$(tip L1)" = "$(git -C r1.git rev-parse main)" ]
'
it "believes no server that cannot prove who it is" "$FETCH$SERVER"'
	certificate
	serve a --tls cert.pem key.pem
	learners "L1,Sample One,f,2026-01-12,https://localhost:$PORT/r1.git"
	ms 4 fetch --cohort c1 --learner L1
	out_has "cannot prove who it is"
'
it "refuses what is too large" "$FETCH$SERVER"'
	head -c 3000000 /dev/urandom >big
	git -C r1.git update-ref refs/heads/main "$(git -C r1.git commit-tree -m big "$(printf "100644 blob %s\tbig\n" "$(git -C r1.git hash-object -w --stdin <big)" | git -C r1.git mktree)")"
	serve a
	learners "L1,Sample One,f,2026-01-12,http://127.0.0.1:$PORT/r1.git" "L3,Sample Three,f,2026-01-12,$PWD/r1.git" "L2,Sample Two,m,2026-01-12,http://127.0.0.1:$PORT/r2.git"
	ms 4 fetch --cohort c1 --max-size 1 --json
	out_json "d.failed == 2 && d.learners[0].fault == \"limit\" && d.learners[2].fault == \"limit\" && d.learners[1].outcome == \"new\""
	ms 0 fetch --cohort c1 --json
	out_json "d.failed == 0"
'
it "opens a private repository by a key in the SSH agent, at a host that is known" "$FETCH"'
	[ -x /usr/sbin/sshd ] && command -v ssh-agent >/dev/null || skip "no SSH server"
	[ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
	ssh-keygen -q -t ed25519 -N "" -f host
	ssh-keygen -q -t ed25519 -N "" -f user
	mkdir -m 700 "$HOME/.ssh"
	port=$(python3 -c "import socket; s = socket.socket(); s.bind((\"127.0.0.1\", 0)); print(s.getsockname()[1])")
	printf "%s\n" "Port $port" "ListenAddress 127.0.0.1" "HostKey $PWD/host" "AuthorizedKeysFile $PWD/user.pub" "StrictModes no" \
		"UsePAM no" "PidFile none" >sshd_config
	/usr/sbin/sshd -D -f "$PWD/sshd_config" -E sshd.log &
	server=$!
	eval "$(ssh-agent)" >/dev/null
	trap "kill $server $SSH_AGENT_PID" EXIT
	ssh-add -q user
	for _ in $(seq 100); do grep -q "Server listening" sshd.log && break; sleep 0.05; done
	learners "L1,Sample One,f,2026-01-12,ssh://$(id -un)@127.0.0.1:$port$PWD/r1.git"
	ms 4 fetch --cohort c1 --learner L1
	out_has "cannot prove who it is"
	out_has "once with ssh"
	echo "[127.0.0.1]:$port $(cut -d " " -f 1,2 host.pub)" >"$HOME/.ssh/known_hosts"
	ms 0 fetch --cohort c1 --learner L1
	[ "$(tip L1)" = "$(git -C r1.git rev-parse main)" ]
	ssh-add -q -D
	commit r1.git more
	ms 4 fetch --cohort c1 --learner L1
	out_has "no access"
'
finish
