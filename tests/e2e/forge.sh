# shellcheck shell=bash
# A host of repositories for tests from outside, tests/forge_server.py: source this behind harness.sh.
#
# Inside of an `it` that begins with "$FORGE":
#   host WORLD        starts one in the folder host; ORIGIN is its address, and its token is the one of MIGRACODE_TOKEN
#   asked TEXT        how many requests had this in them
#   there FILTER      the node expression is true of the repositories of the host, r

# shellcheck disable=SC2016,SC2034
FORGE='
export MIGRACODE_TOKEN=s3cret-t0ken GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
host() {
	mkdir -p host
	printf "%s" "$1" >host/world.json
	rm -f host/origin host/log
	mkfifo host/end
	python3 "$TOP/tests/forge_server.py" host host/world.json <host/end >host/out 2>&1 &
	exec 7>host/end
	rm host/end
	for _ in $(seq 200); do [ -e host/origin ] && break; sleep 0.05; done
	ORIGIN=$(cat host/origin)
	export CURL_CA_BUNDLE=$PWD/host/cert.pem SSL_CERT_FILE=$PWD/host/cert.pem
}
asked() { grep -cF -e "$1" host/log || :; }
there() { node -e "const r = JSON.parse(require(\"fs\").readFileSync(\"host/state.json\")); if (!($1)) { console.log(JSON.stringify(r, null, 1)); process.exit(1); }" || complain "not true of the host: $1"; }
'
