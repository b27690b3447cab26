#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/register.sh"
start_postgres

it_both "writes a row for each certificate, names only when they are asked for" "$REGISTER"'
	ms 0 cert export register
	[ "$(wc -l <"$OUT")" = 1 ]
	issued $ID1 L1 42
	issued $ID2 L2 43
	ms 0 cert suspend $ID2 --reason x
	ms 0 cert export register --output register.csv
	out_is "wrote '\''register.csv'\''"
	ms 0 cert export register
	cmp "$OUT" register.csv
	[ "$(head -1 register.csv | tr -d "\r")" = certificate,learner,cohort,achievement,language,issued_at,valid_until,rule_set,decision,state,changed_at,status_list,status_index,method,hash ]
	[ "$(sed -n 2p register.csv | cut -d, -f 1-6,10,12,13)" = "$ID1,L1,c1,web/1.0.0,en,2026-05-12T10:00:00Z,valid,1,42" ]
	[ "$(sed -n 3p register.csv | cut -d, -f 2,10,13)" = L2,suspended,43 ]
	no_leak "Zubaida Specimen" "Yonas Specimen" one@example.org
	ms 0 cert export register --cohort c2
	[ "$(wc -l <"$OUT")" = 1 ]
	ms 0 cert export register --names --cohort c1
	out_has "$ID1,L1,Zubaida Specimen,c1"
	ms 0 privacy erase L1 --yes
	ms 0 cert export register --names
	out_has "$ID1,L1,,c1"
	out_lacks Zubaida
'
finish
