#!/usr/bin/env bash
# Builds hostile submissions, folders and git repositories, and prints for each: NAME, verdict or VERDICT:REASON that it must
# get ('|' stands between several that are right). usage: repositories.sh FOLDER MARK
# Those named in no test of 'pass' print the word when their main.sh is run, so 'pass' says that it was read unchanged.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
mark=$2
export GIT_AUTHOR_NAME=sample GIT_AUTHOR_EMAIL=sample@example.org GIT_COMMITTER_NAME=sample \
	GIT_COMMITTER_EMAIL=sample@example.org GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null HOME="$folder"
mkdir -p "$folder"

expect() { printf '%s\t%s\n' "$1" "$2"; }
answer() { echo 'echo contained'; }
# A command that an attack would have git run.
trap_command() { printf 'touch %s/escaped-%s' "$folder" "$mark"; }

plain() {
	mkdir "$folder/$1"
	answer >"$folder/$1/main.sh"
	cd "$folder/$1"
}

# A bare repository; after it BLOB is the name of a good main.sh.
bare() {
	git init -q --bare "$folder/$1"
	cd "$folder/$1"
	BLOB=$(answer | git hash-object -w --stdin)
}

# Commits the tree on stdin (lines of git ls-tree, names ended by NUL).
commit_tree() {
	local tree
	tree=$(git mktree -z --missing)
	git update-ref "$(git symbolic-ref HEAD)" "$(git commit-tree -m sample "$tree")"
}

entry() { printf '%s %s %s\t%s\0' "$1" "$2" "$3" "$4"; }

folders() {
	plain folder-link-for-file
	ln -sf /etc/passwd main.sh
	expect folder-link-for-file error:missing-file
	plain folder-links-out
	ln -s / root && ln -s ../../exercise exercise && ln -s loop loop && ln -s . self
	expect folder-links-out pass
	plain folder-fifo-for-file
	rm main.sh && mkfifo main.sh
	expect folder-fifo-for-file error:missing-file
	plain folder-fifo
	mkfifo data.txt
	expect folder-fifo pass
	plain folder-socket
	python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("main.txt")'
	expect folder-socket pass
	plain folder-odd-names
	: >"$(printf 'a\nb')" && : >"$(printf '\033[2Jx')" && : >"$(printf '\377')" && : >"-rf" && mkdir ' ' && : >' / '
	expect folder-odd-names pass
	plain folder-file-for-folder
	echo 'a file' >tests
	expect folder-file-for-folder pass
	plain folder-case-clash
	echo 'echo wrong' >MAIN.SH
	expect folder-case-clash pass
	plain folder-large-sparse
	truncate -s 1G hole.bin
	expect folder-large-sparse error:too-large
	plain folder-deep
	python3 -c 'import os
for _ in range(500): os.mkdir("d"); os.chdir("d")'
	expect folder-deep error:too-large
	plain folder-many-folders
	python3 -c 'import os
for n in range(300):
	path = "/".join(["d%d" % n] + ["d"] * 55)
	os.makedirs(path)
	open(path + "/f", "w").close()'
	expect folder-many-folders pass
	plain folder-many-files
	python3 -c 'for n in range(100000): open("f%d" % n, "w").close()'
	expect folder-many-files error:too-large
	if [ "$(id -u)" -eq 0 ]; then
		plain folder-device-for-file
		rm main.sh && mknod main.sh c 1 5
		expect folder-device-for-file error:missing-file
		plain folder-device
		mknod disk b 7 0 && mknod zero c 1 5
		expect folder-device pass
	fi
}

trees() {
	bare git-link-for-file
	entry 120000 blob "$(printf /etc/passwd | git hash-object -w --stdin)" main.sh | commit_tree
	expect git-link-for-file error:missing-file
	bare git-links-out
	{
		entry 120000 blob "$(printf /etc | git hash-object -w --stdin)" etc
		entry 100644 blob "$BLOB" main.sh
	} | commit_tree
	expect git-links-out pass
	bare git-dotdot
	entry 100644 blob "$BLOB" "escaped-$mark" | git mktree -z >sub
	{
		entry 040000 tree "$(cat sub)" ..
		entry 040000 tree "$(cat sub)" .
		entry 100644 blob "$BLOB" main.sh
	} | commit_tree
	expect git-dotdot 'pass|grader-error:internal'
	bare git-in-git
	entry 100644 blob "$(printf '[core]\n\tfsmonitor = %s\n' "$(trap_command)" | git hash-object -w --stdin)" config |
		git mktree -z >sub
	{
		entry 040000 tree "$(cat sub)" .git
		entry 040000 tree "$(cat sub)" .GIT
		entry 040000 tree "$(cat sub)" 'git~1'
		entry 100644 blob "$BLOB" main.sh
	} | commit_tree
	expect git-in-git pass
	bare git-odd-names
	{
		entry 100644 blob "$BLOB" "$(printf 'a\nb')"
		entry 100644 blob "$BLOB" "$(printf '\033]0;owned\007')"
		entry 100644 blob "$BLOB" "$(printf '\377\376')"
		entry 100644 blob "$BLOB" main.sh
	} | commit_tree
	expect git-odd-names pass
	bare git-case-clash
	{
		entry 100644 blob "$(echo echo wrong | git hash-object -w --stdin)" MAIN.SH
		entry 100644 blob "$BLOB" main.sh
	} | commit_tree
	expect git-case-clash pass
	bare git-many-files
	{
		entry 100644 blob "$BLOB" main.sh
		awk -v blob="$BLOB" 'BEGIN { for (n = 0; n < 100000; n++) printf "100644 blob %s\tf%d%c", blob, n, 0 }'
	} | commit_tree
	expect git-many-files error:too-large
}

bombs() {
	local tree
	bare git-tree-bomb
	tree=$(entry 100644 blob "$BLOB" f | git mktree -z)
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		tree=$(for n in a b c d e f g h i j; do entry 040000 tree "$tree" $n; done | git mktree -z)
	done
	{ entry 040000 tree "$tree" d; entry 100644 blob "$BLOB" main.sh; } | commit_tree
	expect git-tree-bomb error:too-large
	bare git-empty-tree-bomb
	tree=$(git mktree </dev/null)
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		tree=$(for n in a b c d e f g h i j; do entry 040000 tree "$tree" $n; done | git mktree -z)
	done
	{ entry 040000 tree "$tree" d; entry 100644 blob "$BLOB" main.sh; } | commit_tree
	expect git-empty-tree-bomb error:too-large
	bare git-deep
	tree=$(entry 100644 blob "$BLOB" f | git mktree -z)
	for _ in $(seq 150); do tree=$(entry 040000 tree "$tree" d | git mktree -z); done
	{ entry 040000 tree "$tree" d; entry 100644 blob "$BLOB" main.sh; } | commit_tree
	expect git-deep error:too-large
	bare git-exploding-delta
	{ entry 100644 blob "$(node "$here/explode.js" "$PWD")" big; entry 100644 blob "$BLOB" main.sh; } | commit_tree
	expect git-exploding-delta error:too-large
	bare git-lying-size
	node -e 'const zlib = require("zlib"), fs = require("fs");
		fs.writeFileSync(process.argv[1], zlib.deflateSync(Buffer.concat([Buffer.from("blob 5\0"), Buffer.alloc(1 << 27)])));
	' bomb
	tree=1111111111111111111111111111111111111111
	mkdir -p objects/11 && mv bomb objects/11/${tree#11}
	{ entry 100644 blob "$tree" big; entry 100644 blob "$BLOB" main.sh; } | commit_tree
	expect git-lying-size 'grader-error:internal|error:too-large'
}

commands() {
	local key
	plain git-hooks-and-filters
	git init -q .
	printf '* filter=evil diff=evil merge=evil text eol=crlf ident\nmain.sh export-ignore export-subst\n' >.gitattributes
	git add -A && git commit -q -m sample
	for key in core.fsmonitor core.sshCommand core.pager core.editor core.gitProxy core.askPass gpg.program \
		filter.evil.smudge filter.evil.clean filter.evil.process diff.evil.textconv diff.external credential.helper \
		uploadpack.packObjectsHook; do
		git config "$key" "$(trap_command)"
	done
	git config filter.evil.required true
	git config include.path "$folder/nowhere"
	git config core.hooksPath .git/hooks
	git config alias.log "!$(trap_command)"
	for key in post-checkout post-index-change pre-commit reference-transaction fsmonitor-watchman; do
		printf '#!/bin/sh\n%s\n' "$(trap_command)" >".git/hooks/$key"
		chmod +x ".git/hooks/$key"
	done
	expect git-hooks-and-filters pass
	bare git-submodule
	{
		entry 100644 blob "$(printf '[submodule "s"]\n\tpath = s\n\turl = ext::sh -c %% %s\n\tupdate = !%s\n' "$(trap_command)" \
			"$(trap_command)" | git hash-object -w --stdin)" .gitmodules
		entry 100644 blob "$BLOB" main.sh
		entry 160000 commit 2222222222222222222222222222222222222222 s
	} | commit_tree
	expect git-submodule pass
}

broken() {
	bare git-no-commit
	expect git-no-commit grader-error:internal
	bare git-object-missing
	{ entry 100644 blob "$BLOB" main.sh; entry 100644 blob 3333333333333333333333333333333333333333 z; } | commit_tree
	expect git-object-missing grader-error:internal
	bare git-object-damaged
	entry 100644 blob "$BLOB" main.sh | commit_tree
	chmod u+w "objects/$(echo "$BLOB" | cut -c1-2)"/* && echo nonsense >"objects/$(echo "$BLOB" | cut -c1-2)/$(echo "$BLOB" | cut -c3-)"
	expect git-object-damaged grader-error:internal
	bare git-head-loops
	entry 100644 blob "$BLOB" main.sh | commit_tree
	echo 'ref: refs/heads/a' >HEAD && mkdir -p refs/heads && echo 'ref: refs/heads/b' >refs/heads/a &&
		echo 'ref: refs/heads/a' >refs/heads/b
	expect git-head-loops grader-error:internal
	expect not-there grader-error:internal
}

folders
trees
bombs
commands
broken
