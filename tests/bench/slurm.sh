# shellcheck shell=bash
# shellcheck disable=SC2154 # what run.sh sets, which reads this file
# Grading on a Slurm of three nodes on this machine beside the local pool with as many slots, on the same cohort of C programs; and
# what it costs when a node dies after a third.  The nodes share the processors, so this shows what handing out costs, not what
# more machines bring.  Slurm's controller starts batch jobs once a second, which is in the figure however much there is to do.
#
#   BENCH_SLURM_ROUNDS   5 unless told; each has the local pool, Slurm, and Slurm with a death, in turn

# graded TITLE SCHOOL ARGS…: milliseconds of one grade from an empty store; a third of the results is waited for by `at_a_third`
graded() {
	local start end
	rm -rf "$room/slurm/now"
	cp -R "$room/slurm/school" "$room/slurm/now"
	start=$(date +%s%N)
	"$migracode" --school "$room/slurm/now" grade -q --cohort c1 --no-fetch --json "$@" >"$room/slurm/document" 2>"$room/slurm/err" ||
		{ cat "$room/slurm/err" >&2; exit 1; }
	end=$(date +%s%N)
	echo $(((end - start) / 1000000)) $((start / 1000000))
}

# waited MS START: how long of START no job had begun yet
waited() {
	local first
	first=$(cat "$room"/slurm/now/runs/*/log/0-*.ndjson | sed -n 's/.*"at_ms":\([0-9]*\).*/\1/p' | sort -n | head -n 1)
	echo "wait $((first - $2))"
}

at_a_third() {
	local third=$1 node=$2
	until [ "$(find "$room/slurm/now/results" -name '*.json' 2>/dev/null | wc -l)" -ge "$third" ]; do sleep 0.05; done
	bash "$here/../slurm.sh" kill "$cluster" "$node"
}

slurm() {
	local cluster round slots count figures rounds=${BENCH_SLURM_ROUNDS:-5} all=$room/slurm/all killer
	printf '\ngrade --on slurm: three nodes on this machine, %s rounds in turn\n' "$rounds"
	cluster=$(bash "$here/../slurm.sh" start $$ 2>/dev/null) || { echo '  Slurm is not installed'; return 0; }
	bash "$here/../slurm.sh" stop "$cluster"
	mkdir -p "$room/slurm"
	MIGRACODE=$migracode bash "$here/make_cohort.sh" "$room/slurm" 56 4 c
	for exercise in "$room"/slurm/curriculum/modules/sums/e*; do "$migracode" verify -q "$exercise" >/dev/null; done
	"$migracode" --school "$room/slurm/school" fetch -q --cohort c1 >/dev/null
	for ((round = 0; round < rounds; round++)); do
		# Each round has a cluster of its own, as a dead node comes back slowly; the first jobs of a controller wait longer.
		cluster=$(bash "$here/../slurm.sh" start $$)
		export SLURM_CONF=$cluster/slurm.conf
		slots=$(bash "$here/../slurm.sh" slots "$cluster")
		sbatch -W -Q --output=/dev/null --wrap true
		echo "local $(graded -j "$slots")"
		count=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).computed' "$room/slurm/document")
		figures=$(graded --on slurm)
		echo "slurm $figures"
		# shellcheck disable=SC2086 # two numbers
		waited $figures
		rm -rf "$room/slurm/now"
		at_a_third $((count / 3)) "$(cut -d ' ' -f 2 "$cluster/nodes")" &
		killer=$!
		echo "death $(graded --on slurm)"
		wait "$killer"
		bash "$here/../slurm.sh" stop "$cluster"
	done >"$all"
	echo "  $count submissions, $slots slots"
	middle() { awk -v name="$1" '$1 == name { print $2 }' "$all" | sort -n | sed -n "$(((rounds + 1) / 2))p"; }
	printf '  %-38s %10s ms\n' 'the local pool' "$(middle local)" 'on Slurm' "$(middle slurm)" '  until it starts the first job' "$(middle wait)" 'on Slurm, a node dies at a third' "$(middle death)"
	target 'Slurm by the local pool, median of rounds' \
		"$(awk '$1 == "local" { a = $2 } $1 == "slurm" { printf "%.3f\n", $2 / a }' "$all" | sort -n | sed -n "$(((rounds + 1) / 2))p")" '' '<=' 1.15
	target 'what the death costs, median of rounds' \
		"$(awk '$1 == "slurm" { a = $2 } $1 == "death" { printf "%.1f\n", ($2 - a) / 1000 }' "$all" | sort -n | sed -n "$(((rounds + 1) / 2))p")" s '<=' 10
}
