# shellcheck shell=bash
# Tests of fetch: source this behind harness.sh. Inside each test with $FETCH before its commands:
#
#   a school s with the cohort c1 and the learners L1 and L2, whose repositories are the bare ones r1.git and r2.git
#   ms STATUS ARGS…       mc with this school
#   commit REPO TEXT      a commit with a file TEXT in the branch main of a bare repository; BRANCH=… in another one
#   tip LEARNER           what the mirror has as its default branch
#   mirror LEARNER ARGS…  git in the mirror

# shellcheck disable=SC2016
FETCH='
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=Sample GIT_AUTHOR_EMAIL=sample@example.org \
	GIT_COMMITTER_NAME=Sample GIT_COMMITTER_EMAIL=sample@example.org
ms() { local want=$1; shift; mc "$want" --school s "$@"; }
mirror() { local learner=$1; shift; git --git-dir="s/mirrors/$learner.git" "$@"; }
tip() { mirror "$1" rev-parse HEAD; }
commit() {
	local branch=${BRANCH:-main} blob tree parent
	blob=$(echo "$2" | git -C "$1" hash-object -w --stdin)
	tree=$({ git -C "$1" ls-tree "$branch" 2>/dev/null || :; printf "100644 blob %s\t%s.txt\n" "$blob" "$2"; } | sort -u -k4 | git -C "$1" mktree)
	parent=$(git -C "$1" rev-parse -q --verify "refs/heads/$branch" || :)
	git -C "$1" update-ref "refs/heads/$branch" "$(git -C "$1" commit-tree ${parent:+-p "$parent"} -m "$2" "$tree")"
}
for name in r1 r2; do git init -q --bare -b main $name.git; commit $name.git $name-one; done
mc 0 init school s
ms 0 cohort create --id c1 --start 2026-01-12 --length-days 120
learners() {
	{ echo learner_id,display_name,gender,started_on,repository; printf "%s\n" "$@"; } >list.csv
	ms 0 learner import --cohort c1 --yes list.csv
}
learners "L1,Sample One,f,2026-01-12,$PWD/r1.git" "L2,Sample Two,m,2026-01-12,$PWD/r2.git"
'

# Also with a server, in each test with $FETCH$SERVER:
#
#   serve NAME ARGS…      starts git_server.py for the folder of the test; its port is then in $PORT, its requests in NAME.log
#   certificate           makes cert.pem and key.pem for localhost

# shellcheck disable=SC2016
SERVER='
servers=
trap "kill \$servers 2>/dev/null || :" EXIT
serve() {
	local name=$1
	shift
	: >"$name.log"
	python3 "$TOP/tests/e2e/git_server.py" "$PWD" "$name.port" "$name.log" "$@" >"$name.out" 2>&1 &
	servers="$servers $!"
	for _ in $(seq 100); do [ -e "$name.port" ] && break; sleep 0.05; done
	PORT=$(cat "$name.port")
}
certificate() {
	openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost \
		-addext "subjectAltName=DNS:localhost,IP:127.0.0.1" 2>/dev/null
}
'
