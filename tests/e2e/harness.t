#!/usr/bin/env bash
# The harness itself: a test that should fail must fail.
. "$(dirname "$0")/harness.sh"
start_postgres

it "sees a failing command in the middle" '
	cat >inner.t <<-EOF
	. "$TOP/tests/e2e/harness.sh"
	it "fails" "false; true"
	finish
	EOF
	fails bash inner.t >log
	grep -q "^not ok 1 - fails" log
'
it "sees a wrong exit status, a wrong text and wrong JSON" '
	cat >inner.t <<-EOF
	. "$TOP/tests/e2e/harness.sh"
	it "status" "mc 3 version"
	it "text" "mc 0 version; out_is nonsense"
	it "json" "mc 0 version --json; out_json d.name==1"
	it "right" "mc 0 version --json; out_json d.schema"
	finish
	EOF
	fails bash inner.t >log
	[ "$(grep -c "^not ok" log)" -eq 3 ]
	grep -q "^ok 4 - right" log
'
it "refuses a test that cannot fail" '
	printf ". \"%s\"\nit negated \"true\n! true\ntrue\"\nit well \"fails false\"\nfinish\n" "$TOP/tests/e2e/harness.sh" >inner.t
	fails bash inner.t >log
	grep -q "^not ok 1 - negated" log
	grep -q "^ok 2 - well" log
'
it "gives each test an empty folder, environment and home" '
	[ -z "$(ls)" ]
	[ "$HOME" != /root ]
	[ -z "${USER:-}" ]
'
it "gives each test a PostgreSQL database of its own" '
	fresh_postgres
	first=$POSTGRES
	psql -q "$first" -c "CREATE TABLE t (a int)"
	fresh_postgres
	[ "$POSTGRES" != "$first" ]
	[ -z "$(psql -qAt "$POSTGRES" -c "SELECT 1 FROM pg_tables WHERE tablename = \$\$t\$\$")" ]
	[ -n "$(psql -qAt "$first" -c "SELECT 1 FROM pg_tables WHERE tablename = \$\$t\$\$")" ]
'
finish
