#!/bin/sh
# Sets up migracode where it is not installed yet: $MIGRACODE_SOURCE is the git address that it comes from, $MIGRACODE_REF a branch or tag.
set -eu
command -v migracode >/dev/null && exit 0
if [ -z "${MIGRACODE_SOURCE:-}" ]; then
	echo "migracode is not installed: set the variable MIGRACODE_SOURCE to its git address" >&2
	exit 2
fi
folder=$(mktemp -d)
if [ -n "${MIGRACODE_REF:-}" ]; then
	git clone --quiet --depth 1 --branch "$MIGRACODE_REF" "$MIGRACODE_SOURCE" "$folder"
else
	git clone --quiet --depth 1 "$MIGRACODE_SOURCE" "$folder"
fi
make -C "$folder" setup
make -C "$folder" all
if [ "$(id -u)" -eq 0 ]; then make -C "$folder" install; else sudo make -C "$folder" install; fi
