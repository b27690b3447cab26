prints() {
    [[ "$status" -eq 0 && "$output" == "$1" ]]
}
