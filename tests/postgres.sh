#!/usr/bin/env bash
# A PostgreSQL server for tests: private, without network, with its data in a new folder; no other server is touched.
# usage: tests/postgres.sh start PID     prints the folder; the server ends by itself when the process PID has gone
#        tests/postgres.sh stop FOLDER   ends it and deletes the folder
#        tests/postgres.sh crash FOLDER  ends it in the middle of its work; 'again FOLDER' starts it again
# It is reached at postgresql://postgres@/postgres?host=FOLDER. Users log in without a password, but 'guarded' ("secret").
set -eu
self=$(realpath "$0")
bin=$(find /usr/lib/postgresql/*/bin -maxdepth 0 2>/dev/null | sort -V | tail -n 1)

# PostgreSQL refuses to be run by root.
as_user() {
	if [ "$(id -u)" -ne 0 ]; then "$@"; else
		setpriv --reuid="$(stat -c %u "$folder")" --regid="$(stat -c %g "$folder")" --clear-groups "$@"
	fi
}

crash() { as_user "$bin/pg_ctl" stop -s -m immediate -D "$folder/data" 2>/dev/null || true; }

stop() {
	crash
	rm -rf "$folder"
}

again() { as_user env -i LC_ALL=C.UTF-8 "$bin/pg_ctl" start -s -w -t 60 -D "$folder/data" -l "$folder/log" >/dev/null 2>&1; }

# In a session of its own, so that what ends a whole group of processes does not end it.
watch() {
	while [ -d "/proc/$1" ] && [ -d "$folder" ]; do sleep 1; done
	[ ! -d "$folder" ] || stop
}

start() {
	folder=$(mktemp -d "${TMPDIR:-/tmp}/migracode-pg.XXXXXX")
	trap '[ $? -eq 0 ] || { tail -n 5 "$folder"/*log >&2; stop; }' EXIT
	[ "$(id -u)" -ne 0 ] || chown "$(id -u postgres):$(id -g postgres)" "$folder"
	cd "$folder"
	# Not the order of bytes, so that SQL which counts on it is found out.
	as_user env -i LC_ALL=C.UTF-8 "$bin/initdb" -D "$folder/data" -U postgres -E UTF8 --locale=C.UTF-8 --locale-provider=icu \
		--icu-locale=en-US --auth=trust --no-sync >"$folder/initdb.log" 2>&1
	cat >"$folder/data/pg_hba.conf" <<-'END'
		local all guarded scram-sha-256
		local all all trust
	END
	cat >>"$folder/data/postgresql.conf" <<-END
		listen_addresses = ''
		unix_socket_directories = '$folder'
		fsync = off
		full_page_writes = off
		max_connections = 60
		shared_buffers = 64MB
		max_wal_size = 512MB
	END
	again
	as_user "$bin/psql" -q -h "$folder" -U postgres -c "CREATE ROLE guarded LOGIN PASSWORD 'secret'"
	setsid bash "$self" watch "$folder" "$1" </dev/null >/dev/null 2>&1 &
	echo "$folder"
}

[ -n "$bin" ] || { echo "PostgreSQL is not installed" >&2; exit 1; }
case ${1:-} in
start) start "$2" ;;
stop | crash | again) folder=$2 && "$1" ;;
watch) folder=$2 && watch "$3" ;;
*) sed -n '2,6s/^# //p' "$0"; exit 2 ;;
esac
