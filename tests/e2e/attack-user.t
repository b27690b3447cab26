#!/usr/bin/env bash
# Hostile programs against a grader that an ordinary user runs.
. "$(dirname "$0")/harness.sh"
. "$TOP/tests/attack/attack.sh"

rooms=(c wait build forge shell regex sh py js state collect suite)
command -v g++ >/dev/null && rooms+=(cpp)
if attack_open user; then
	attack_run "${rooms[@]}"
	attack_judge "${rooms[@]}"
	attack_aftermath
else
	it "hostile programs are contained as user" "skip '$ATTACK_SKIP'"
fi
finish
