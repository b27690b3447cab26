#!/usr/bin/env bats
load sample-helper

@test "one word" {
    # [[ $BATS_RUN_SKIPPED == "true" ]] || skip
    run bash shout.sh hello
    prints "HELLO!"
}

@test "capitals stay" {
    [[ $BATS_RUN_SKIPPED == "true" ]] || skip
    run bash shout.sh OK
    prints "OK!"
}
