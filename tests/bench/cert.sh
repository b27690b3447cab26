# shellcheck shell=bash
# shellcheck disable=SC2154 # what run.sh sets, which reads this file
# Credentials with both proofs: how many a second of processor time, beside @digitalbazaar/vc on node, which must make the
# same signatures of the same document. Certificates on paper: how many pages a second, how large they are, and that memory does not grow with their number.

# cpu COMMAND…: milliseconds of processor time
cpu() {
	local user sys TIMEFORMAT='%U %S'
	read -r user sys < <({ time "$@" >/dev/null 2>&1; } 2>&1)
	awk -v u="$user" -v s="$sys" 'BEGIN { print (u + s) * 1000 }'
}

# printing TITLE COUNT MOST_MS ARGS…: what one costs more, once fonts and design are there; in turn, and the median of all rounds
printing() {
	local title=$1 count=$2 most=$3 round one many
	shift 3
	for ((round = 0; round < runs; round++)); do
		one=$(cpu "$here/../../build/certificate_sample" "$@" count=1)
		many=$(cpu "$here/../../build/certificate_sample" "$@" count=$((count + 1)))
		awk -v a="$one" -v b="$many" -v n="$count" 'BEGIN { print (b - a) / n }'
	done | sort -n | awk -v runs="$runs" 'NR == int((runs + 1) / 2) { printf "%.2f", $1 }' >"$room/ms"
	local ms verdict bytes
	ms=$(cat "$room/ms")
	verdict=$(judge "$ms" '<=' "$most")
	[ "$verdict" = ok ] || missed=$((missed + 1))
	bytes=$("$here/../../build/certificate_sample" "$@" | wc -c)
	printf '  %-38s %8s %8.0f %8.0f  <= %s %s\n' "$title" "$ms" "$(awk -v ms="$ms" 'BEGIN { print 1000 / ms }')" \
		"$(awk -v b="$bytes" 'BEGIN { print b / 1000 }')" "$most" "$verdict"
}

# peak COUNT: most memory at a time, in KiB
peak() {
	python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' "$here/../../build/certificate_sample" classic ar certificate count="$1"
}

# Two at a time against one: the share of what a second processor could add.
side_by_side() {
	local one two TIMEFORMAT=%R
	one=$({ time "$here/../../build/certificate_sample" classic en certificate count=200 >/dev/null; } 2>&1)
	two=$({ time {
		"$here/../../build/certificate_sample" classic en certificate count=200 >/dev/null &
		"$here/../../build/certificate_sample" classic en certificate count=200 >/dev/null
		wait
	}; } 2>&1)
	awk -v one="$one" -v two="$two" 'BEGIN { printf "%.2f", 2 * one / two }'
}

# signing TITLE WHAT: ours and the peer's in turn; medians of all rounds
signing() {
	local title=$1 what=$2 round ours peer
	for ((round = 0; round < runs; round++)); do
		ours=$("$bin/credential_bench" "$what" 4000)
		peer=$(NODE_PATH="$here/../../build/node_modules" node "$here/credential_peer.js" "$what" 60 "$room/signed.json")
		printf '%s %s\n' "$ours" "$peer"
	done >"$room/rates"
	ours=$(sort -n "$room/rates" | awk -v runs="$runs" 'NR == int((runs + 1) / 2) { print $1 }')
	peer=$(awk '{ print $1 / $2 }' "$room/rates" | sort -n | awk -v runs="$runs" 'NR == int((runs + 1) / 2) { print $1 }')
	target "$title, a second of processor time" "$ours" '' '>=' 2000
	target "$title, as a multiple of @digitalbazaar/vc" "$peer" '' '>=' 10
}

credentials() {
	printf '\ncredentials with both proofs, 10 alignments and 15 results, one processor\n'
	"$bin/credential_bench" write "$room/signed.json"
	if [ ! -d "$here/../../build/node_modules/@digitalbazaar/vc" ]; then
		absent '@digitalbazaar/vc'
		return
	fi
	signing 'signed' sign
	signing 'verified' verify
}

cert() {
	credentials
	local few many
	make -s -C "$here/../.." build/certificate_sample
	export MIGRACODE_DATA=$here/../..
	printf '\ncertificates on paper, one processor\n  %-38s %8s %8s %8s  %s\n' '' 'cpu ms' '/s' kB target
	printing 'PDF, the richest design' 100 16.6 classic en certificate
	printing 'PDF, in Arabic' 100 16.6 classic ar certificate
	printing 'PDF, in two languages' 100 25 classic es+ar certificate
	printing 'PDF, without ornaments' 100 16.6 quiet en certificate
	printing 'picture of the first page, 150 dpi' 10 100 classic en png
	few=$(peak 20) many=$(peak 500)
	target 'memory of 500 as a multiple of 20' "$(awk -v a="$few" -v b="$many" 'BEGIN { printf "%.2f", b / a }')" '' '<=' 1.10
	target 'two processors against one' "$(side_by_side)" '' '>=' 1.80
	unset MIGRACODE_DATA
}
