#!/bin/sh
# Runs 'migracode check' in every exercise that was changed since the workspace was made, so that an exercise nobody has
# begun yet is not reported as a failure.  Used by the workflows of GitHub, GitLab and Forgejo; also works at home.
set -eu

# Sets up migracode where it is not installed yet: $MIGRACODE_SOURCE is the git address that it comes from.
install_migracode() {
	if [ -z "${MIGRACODE_SOURCE:-}" ]; then
		echo "migracode is not installed: set the variable MIGRACODE_SOURCE to its git address" >&2
		exit 2
	fi
	folder=$(mktemp -d)
	git clone --quiet --depth 1 "$MIGRACODE_SOURCE" "$folder"
	make -C "$folder" setup
	make -C "$folder" all
	if [ "$(id -u)" -eq 0 ]; then make -C "$folder" install; else sudo make -C "$folder" install; fi
}

command -v migracode >/dev/null || install_migracode

first=$(git rev-list --max-parents=0 HEAD | tail -n 1)
status=0
count=0
for folder in $(git diff --name-only --diff-filter=d "$first" HEAD -- modules | cut -d/ -f1-3 | sort -u); do
	[ -f "$folder/exercise.json" ] || continue
	count=$((count + 1))
	echo "== $folder"
	migracode check "$folder" || status=1
done
[ "$count" -gt 0 ] || echo "no exercise has been changed yet"
exit "$status"
