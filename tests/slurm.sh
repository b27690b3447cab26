#!/usr/bin/env bash
# A Slurm cluster for tests: a controller and three nodes on this machine, with a munged of its own; reached through
# the loopback device only, with its files in a new folder; no other cluster is touched.
# usage: tests/slurm.sh start PID          prints the folder; the cluster ends by itself when the process PID has gone
#        tests/slurm.sh stop FOLDER        ends it, every process of its jobs, and deletes the folder
#        tests/slurm.sh cancel FOLDER      cancels all jobs and waits until the nodes are idle
#        tests/slurm.sh kill FOLDER NODE   a node dies: its slurmd and every process of its jobs, at once
#        tests/slurm.sh revive FOLDER NODE starts it again
#        tests/slurm.sh restart FOLDER     ends the controller with TERM and starts it again; 'down' and 'up' do one of the two
#        tests/slurm.sh hold FOLDER JOB    holds a job, also one that is not there yet: JOB is a name or a number
#        tests/slurm.sh slots FOLDER       how many jobs run at a time
# Commands reach it with SLURM_CONF=FOLDER/slurm.conf. Nodes are called as 'nodes' in FOLDER says.
set -eu
self=$(realpath "$0")
cpus=${MIGRACODE_TEST_SLURM_CPUS:-2}
export PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"

for tool in munged slurmctld slurmd sbatch; do
	command -v "$tool" >/dev/null || { echo "Slurm is not installed: no $tool" >&2; exit 1; }
done

# Every process that came out of a node has its mark in the environment: slurmd is started with it, a job is told its node.
marked() {
	local environment
	for environment in /proc/[0-9]*/environ; do
		if tr '\0' '\n' <"$environment" 2>/dev/null | grep -qxE "(MIGRACODE_TEST_NODE|SLURMD_NODENAME)=$1"; then
			environment=${environment#/proc/}
			echo "${environment%/environ}"
		fi
	done 2>/dev/null
}

alive() { [ -d "/proc/$1" ] && ! grep -q '^State:.*Z' "/proc/$1/status" 2>/dev/null; }

# Stopped first, so that none can report the death of another; a process may make one while it is looked for.
kill() {
	local pids pid tries=0
	while pids=$(marked "$1") && [ -n "$pids" ]; do
		# shellcheck disable=SC2086 # a list of numbers
		builtin kill -STOP $pids 2>/dev/null || true
		# shellcheck disable=SC2086
		builtin kill -9 $pids 2>/dev/null || true
		for pid in $pids; do ! alive "$pid" || sleep 0.02; done
		tries=$((tries + 1))
		[ "$tries" -lt 100 ] || { echo "processes of node $1 do not die: $pids" >&2; exit 1; }
	done
}

launch() { env -i PATH="$PATH" LC_ALL=C.UTF-8 "$@"; }
up() { launch slurmctld -f "$folder/slurm.conf"; }

# Nodes do not see what is in FOLDER/apart, where that can be had.
node_up() {
	local apart=()
	# shellcheck disable=SC2016 # expanded by the inner shell
	[ ! -e "$folder/has-apart" ] || apart=(unshare --mount sh -c 'mount -t tmpfs none "$0" && exec "$@"' "$folder/apart")
	launch MIGRACODE_TEST_NODE="$1" "${apart[@]}" slurmd -f "$folder/slurm.conf" -N "$1"
}
ask() { SLURM_CONF=$folder/slurm.conf "$@"; }

# By its file of process ids, and only when it still is that program.
end() {
	local pid
	pid=$(cat "$folder/$1.pid" 2>/dev/null) && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = "$1" ] || return 0
	builtin kill "-$2" "$pid" 2>/dev/null || return 0
	while alive "$pid"; do sleep 0.02; done
}

down() { end slurmctld TERM; }
restart() { down && up; }

wait_for() {
	local end=$((SECONDS + 20))
	until ask sinfo -h -o %T 2>/dev/null | sort -u | grep -qx "$1" && [ "$(ask sinfo -h -o %T | sort -u | wc -l)" -eq 1 ]; do
		[ "$SECONDS" -lt "$end" ] || { ask sinfo -N >&2; return 1; }
		sleep 0.1
	done
}

cancel() {
	ask scancel --quiet --user="$(id -un)" || true
	wait_for idle
}

revive() {
	local end=$((SECONDS + 20))
	node_up "$1"
	until ask sinfo -h -n "$1" -o %T | grep -qxE 'idle|mixed|allocated'; do
		[ "$SECONDS" -lt "$end" ] || { ask sinfo -N >&2; return 1; }
		ask scontrol update nodename="$1" state=resume 2>/dev/null || true
		sleep 0.2
	done
}

hold() { until ask scontrol hold "$1" 2>/dev/null; do sleep 0.02; done; }
slots() { echo $((cpus * $(wc -w <"$folder/nodes"))); }

stop() {
	local node
	end slurmctld KILL
	for node in $(<"$folder/nodes"); do kill "$node"; done
	end munged TERM
	rm -rf "$folder"
}

# In a session of its own, so that what ends a whole group of processes does not end it.
watch() {
	while [ -d "/proc/$1" ] && [ -d "$folder" ]; do sleep 1; done
	[ ! -d "$folder" ] || stop
}

free_port() {
	python3 -c 'import socket
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(4)]
print(*[s.getsockname()[1] for s in sockets])'
}

configure() {
	local host ports mark
	host=$(uname -n)
	host=${host%%.*}
	mark=mc$$n
	read -ra ports <<<"$(free_port)"
	echo "${mark}1 ${mark}2 ${mark}3" >"$folder/nodes"
	cat >"$folder/slurm.conf" <<-END
		ClusterName=mc$$
		SlurmUser=$(id -un)
		SlurmdUser=$(id -un)
		SlurmctldHost=$host(127.0.0.1)
		SlurmctldPort=${ports[0]}
		AuthInfo=socket=$folder/munge.socket
		CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
		CredType=cred/munge
		ProctrackType=proctrack/linuxproc
		TaskPlugin=task/none
		SelectType=select/cons_tres
		SelectTypeParameters=CR_CPU
		SchedulerType=sched/builtin
		SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0
		AccountingStorageType=accounting_storage/none
		JobAcctGatherType=jobacct_gather/none
		MpiDefault=none
		ReturnToService=2
		SlurmdTimeout=30
		KillWait=1
		MaxArraySize=501
		EnforcePartLimits=ALL
		SlurmdParameters=config_overrides
		StateSaveLocation=$folder/state
		SlurmctldPidFile=$folder/slurmctld.pid
		SlurmctldLogFile=$folder/slurmctld.log
		SlurmdPidFile=$folder/slurmd-%n.pid
		SlurmdLogFile=$folder/slurmd-%n.log
		SlurmdSpoolDir=$folder/spool-%n
		NodeName=${mark}1 NodeHostname=$host NodeAddr=127.0.0.1 Port=${ports[1]} CPUs=$cpus RealMemory=4000
		NodeName=${mark}2 NodeHostname=$host NodeAddr=127.0.0.1 Port=${ports[2]} CPUs=$cpus RealMemory=4000
		NodeName=${mark}3 NodeHostname=$host NodeAddr=127.0.0.1 Port=${ports[3]} CPUs=$cpus RealMemory=4000
		PartitionName=school Nodes=${mark}[1-3] Default=YES MaxTime=60 State=UP
		PartitionName=other Nodes=${mark}1 MaxTime=60 State=UP
	END
}

start() {
	local node
	folder=$(mktemp -d "${TMPDIR:-/tmp}/migracode-slurm.XXXXXX")
	trap '[ $? -eq 0 ] || { tail -n 5 "$folder"/*log >&2; stop; }' EXIT
	chmod 755 "$folder"
	: >"$folder/nodes"
	head -c 128 /dev/urandom >"$folder/munge.key"
	chmod 600 "$folder/munge.key"
	launch munged --force --socket="$folder/munge.socket" --key-file="$folder/munge.key" --pid-file="$folder/munged.pid" \
		--log-file="$folder/munged.log" --seed-file="$folder/munge.seed" --num-threads=2
	configure
	mkdir "$folder/apart"
	if unshare --mount mount -t tmpfs none "$folder/apart" 2>/dev/null; then : >"$folder/has-apart"; fi
	up
	for node in $(<"$folder/nodes"); do node_up "$node"; done
	wait_for idle
	setsid bash "$self" watch "$folder" "$1" </dev/null >/dev/null 2>&1 &
	echo "$folder"
}

case ${1:-} in
start) start "$2" ;;
stop | cancel | restart | down | up | slots) folder=$2 && "$1" ;;
kill | revive | hold) folder=$2 && "$1" "$3" ;;
watch) folder=$2 && watch "$3" ;;
*) sed -n '2,12s/^# //p' "$0"; exit 2 ;;
esac
