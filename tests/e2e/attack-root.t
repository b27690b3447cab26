#!/usr/bin/env bash
# Hostile programs against a grader that root runs.
. "$(dirname "$0")/harness.sh"
. "$TOP/tests/attack/attack.sh"

rooms=(c wait build forge shell regex sh py js state collect suite)
command -v java >/dev/null && rooms+=(java)
if attack_open root; then
	attack_run "${rooms[@]}"
	attack_judge "${rooms[@]}"
	attack_aftermath
else
	it "hostile programs are contained as root" "skip '$ATTACK_SKIP'"
fi
finish
