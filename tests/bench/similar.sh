# shellcheck shell=bash
# shellcheck disable=SC2154 # what run.sh sets, which reads this file
# How alike programs are: how well 'migracode similar' finds copies, and how fast, beside others on the same corpus.  The corpus is
# made of this project's own programs (mutate_c.py), new with each seed.
#
#   BENCH_SEED     of the corpus; 1 unless told
#   BENCH_DOLOS    folder where npm has @dodona/dolos-lib with its parsers built (npm install, then node-gyp rebuild in
#                  tree-sitter, tree-sitter-compat and dolos-parsers); without it this peer is left out

# ranked TOOL CORPUS: "a b score" for each pair
# shellcheck disable=SC2086,SC2016 # options are words, and other languages have dollars
ranked() {
	case $1 in
	# The others judge short programs, too.
	migracode) "$migracode" similar --json --min-tokens 1 --top 100000000 "$2"/* | node -e '
		const d = JSON.parse(require("fs").readFileSync(0, "utf8"));
		const name = p => p.replace(/\/$/, "").split("/").at(-1);
		for (const p of d.pairs) console.log(name(p.a), name(p.b), p.score);' ;;
	sim_c*) (cd "$2" && sim_c -p ${1#sim_c } ./*/main.c 2>/dev/null) |
		sed -nE 's#^\./([^/]*)/.* consists for ([0-9]+) % of \./([^/]*)/.*#\1 \3 \2#p' ;;
	dolos) (cd "$BENCH_DOLOS" && node --input-type=module -e '
		import { Dolos } from "@dodona/dolos-lib";
		import { readdirSync } from "fs";
		const dir = process.argv[1];
		const report = await new Dolos({ language: "c" }).analyzePaths(readdirSync(dir).sort().map(n => `${dir}/${n}/main.c`));
		const name = f => f.path.split("/").at(-2);
		for (const p of report.allPairs()) if (p.similarity > 0) console.log(name(p.leftFile), name(p.rightFile), p.similarity);' "$2") ;;
	esac
}

# quality CORPUS TITLE small|large: average precision of each; ours must not be below any
quality() {
	local tool ours='' value levels
	printf '\n%s: average precision over all pairs, and what was found of each level while nine of ten pairs were right\n' "$2"
	for tool in migracode "sim_c -a" "sim_c -ae" dolos; do
		case $tool in
		sim_c*) command -v sim_c >/dev/null || { absent "$tool"; continue; } ;;
		esac
		case $tool in
		*-ae) [ "$3" = small ] || continue ;; # every program with every other one takes minutes
		dolos) [ -n "${BENCH_DOLOS:-}" ] || { absent "$tool (BENCH_DOLOS)"; continue; } ;;
		esac
		read -r value levels < <(ranked "$tool" "$1" | python3 "$here/average_precision.py" "$1.truth")
		[ "$tool" != migracode ] || ours=$value
		printf '  %-12s %s  %s\n' "$tool" "$value" "$levels"
		[ "$tool" = migracode ] || [ "$(judge "$ours" '>=' "$value")" = ok ] || {
			missed=$((missed + 1))
			echo "  ours is below: MISSED"
		}
	done
}

# fast TITLE FILE NAME MS MIB: the row of a command of timeit, and whether it stays within both
fast() {
	local wall cpu kb verdict=''
	IFS=$'\t' read -r _ wall cpu _ _ kb _ < <(grep "^$3	" "$2")
	if [ "$4" != - ]; then
		verdict="<= $4 ms, $5 MiB $(awk -v a="$wall" -v b="$4" -v c="$kb" -v d="$5" 'BEGIN { print a <= b && c / 1024 <= d ? "ok" : "MISSED" }')"
		case $verdict in *MISSED) missed=$((missed + 1)) ;; esac
	fi
	printf '  %-38s %10.0f %9.0f %8.1f  %s\n' "$1" "$wall" "$cpu" "$(awk -v kb="$kb" 'BEGIN { print kb / 1024 }')" "$verdict"
}

similar() {
	local programs=("$here"/../../lib/*/*.c "$here"/../../cmd/*.c "$here"/../../tests/unit/*.c) seed=${BENCH_SEED:-1} i
	python3 "$here/mutate_c.py" "$room/c200" 120 80 "$seed" 0 "${programs[@]}" >/dev/null
	python3 "$here/mutate_c.py" "$room/c1000" 860 140 "$seed" 0 "${programs[@]}" >/dev/null
	python3 "$here/mutate_c.py" "$room/s1000" 860 140 "$seed" 10 "${programs[@]}" >/dev/null
	quality "$room/c200" "200 C programs, 80 of them disguised copies" small
	quality "$room/c1000" "1,000 C programs, 140 of them disguised copies" large
	quality "$room/s1000" "the same with ten tasks, whose starter code nobody is told of" large
	printf '\nspeed: all pairs\n  %-38s %10s %9s %8s  %s\n' '' 'wall ms' 'cpu ms' MiB target
	local peers=()
	! command -v sim_c >/dev/null || peers+=(-- sim sh -c "cd '$room/c1000' && sim_c -p -a ./*/main.c >/dev/null 2>&1")
	"$bin/timeit" "$runs" ours sh -c "exec '$migracode' similar --json '$room'/c1000/* >/dev/null" "${peers[@]}" >"$room/speed"
	fast '1,000 programs' "$room/speed" ours 150 16
	[ ${#peers[@]} -eq 0 ] || fast '1,000 programs, sim_c -p -a' "$room/speed" sim - -
	mkdir "$room/c10000"
	for i in 1 2 3 4 5 6 7 8 9 10; do
		python3 "$here/mutate_c.py" "$room/part" 250 750 $((seed + i)) 0 "${programs[@]}" >/dev/null
		for p in "$room"/part/*; do mv "$p" "$room/c10000/$i-${p##*/}"; done
		rm -rf "$room/part" "$room/part.truth"
	done
	"$bin/timeit" $((runs < 3 ? runs : 3)) ours sh -c "cd '$room/c10000' && exec '$migracode' similar --json * >/dev/null" >"$room/speed"
	fast '10,000 programs' "$room/speed" ours 3000 128
	# An archive of 100,000: ten times the same ones under other names.
	for i in 1 2 3 4 5 6 7 8 9 10; do
		mv "$room/c10000" "$room/y$i"
		(cd "$room" && "$migracode" similar --add "$room/archive.idx" --quiet "y$i"/* >/dev/null)
		mv "$room/y$i" "$room/c10000"
	done
	"$bin/timeit" "$runs" ours sh -c "exec '$migracode' similar --json --archive '$room/archive.idx' '$room/c1000/q00000' >/dev/null" >"$room/speed"
	fast 'one against 100,000 archived' "$room/speed" ours 100 1024
}
