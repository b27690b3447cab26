#!/usr/bin/env bash
# Hostile programs against a grader that root runs where there are no control groups.
. "$(dirname "$0")/harness.sh"
. "$TOP/tests/attack/attack.sh"

rooms=(c wait build forge shell regex sh py js state collect suite)

if attack_open no-cgroup; then
	attack_run "${rooms[@]}"
	attack_judge "${rooms[@]}"
	attack_aftermath
else
	it "hostile programs are contained as no-cgroup" "skip '$ATTACK_SKIP'"
fi
finish
