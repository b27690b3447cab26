#!/usr/bin/env bash
# What 'doctor' says: what protects here, what is missing, and what to type to get it.
. "$(dirname "$0")/harness.sh"

it "lists mechanisms and tools, and what they amount to" '
	mc 0 doctor
	out_has "Protection: "
	out_has "gcc"
	mc 0 doctor --json
	out_json "d.schema === \"migracode/doctor/v1\" && [\"full\", \"basic\", \"none\"].includes(d.protection)"
	out_json "d.sandbox.length >= 5 && d.sandbox.every(f => f.works ? f.remedy === null : f.detail.length > 0)"
	out_json "[\"node:test\", \"pytest\", \"cmocka\", \"bats\", \"jest\"].every(f => typeof d.frameworks[f] === \"boolean\")"
	out_json "[\"node\", \"python3\", \"gcc\", \"bash\", \"git\"].every(t => typeof d.tools[t] === \"boolean\")"
'
it "agrees with what results say of their protection" '
	mkdir one
	echo "{\"schema\": \"migracode/exercise/v1\", \"id\": \"a\", \"title\": \"A\", \"submit\": [\"a.sh\"],
		\"tests\": [{\"id\": \"a\", \"kind\": \"io\", \"run\": [\"sh\", \"a.sh\"], \"stdout\": \"a\"}]}" >one/exercise.json
	echo "echo a" >one/a.sh
	mc 0 doctor --json
	level=$(node -p "JSON.parse(require(\"fs\").readFileSync(\"$OUT\")).protection")
	mc 0 check --json one
	out_json "d.protection.level === \"$level\""
'
it "says what is missing without user namespaces, and how to enable them" '
	unshare --user --map-root-user true 2>/dev/null || skip "user namespaces are off here"
	cat >off.sh <<-"EOF"
	echo 0 >/proc/sys/user/max_user_namespaces || exit 77
	"$MIGRACODE" doctor "$@" >out 2>err
	EOF
	status=0
	unshare --user --map-root-user bash off.sh || status=$?
	[ "$status" -ne 77 ] || skip "the limit cannot be set here"
	file_has out "Protection: basic"
	file_has out "user.max_user_namespaces"
	unshare --user --map-root-user bash off.sh --json || true
	cp out "$OUT"
	out_json "d.protection === \"basic\" && d.sandbox.some(f => !f.works && f.remedy)"
'
it "says so where there are no control groups" '
	[ "$(id -u)" -eq 0 ] || skip "needs root"
	unshare --mount true 2>/dev/null || skip "mounting is not allowed"
	unshare --mount sh -c "mount -t tmpfs none /sys/fs/cgroup && \"$MIGRACODE\" doctor --json" >"$OUT"
	out_json "d.protection === \"full\" && d.sandbox.some(f => /control groups/.test(f.name) && !f.works && f.remedy)"
'
it "speaks Spanish" '
	mc 0 doctor --lang es
	out_lacks "Tools of exercises"
	out_has "  sí    bash"
'
finish
