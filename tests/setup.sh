#!/usr/bin/env bash
# Installs what building (and, with the word "test", testing) needs on Debian or Ubuntu. Asks nothing; does nothing twice.
set -eu
build="gcc libc6-dev make pkg-config binutils gettext git ca-certificates libgit2-dev libcjson-dev libpcre2-dev libseccomp-dev
	libutf8proc-dev libsodium-dev libssl-dev libxml2-dev libcurl4-openssl-dev libsqlite3-dev libpq-dev libgumbo-dev libyaml-dev libarchive-dev
	zlib1g-dev libcairo2-dev libpango1.0-dev libqpdf-dev libqrencode-dev liblcms2-dev fonts-noto-core fonts-dejavu-core
	tzdata nodejs python3 bash"
# gawk and bc are what solutions of Exercism's bash track are written for.
# Pages are looked at in chromium, and what it prints with poppler-utils.
# The frameworks are those of exercises that come with the program.
test="libcmocka-dev bats groff man-db clang-format gawk bc python3-pytest valgrind sqlite3 chromium poppler-utils
	postgresql python3-icalendar openssl slurm-wlm munge qpdf zbar-tools python3-pyld python3-cryptography"
wanted=$build
[ "${1:-}" = test ] && wanted="$build $test"
missing=
for package in $wanted; do
	dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing+=" $package"
done
# node and npm may have come from elsewhere; Debian's npm must then not be mixed in.
command -v node >/dev/null && missing=${missing/ nodejs/}
if [ "${1:-}" = test ] && ! command -v npm >/dev/null; then missing+=" npm"; fi
[ -n "$missing" ] || exit 0
as_root=
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null || { echo "setup: please install as root:$missing" >&2; exit 1; }
	as_root="sudo -n"
fi
echo "setup: installing$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get -qq update || true
# Tests start a server of their own; the one that the package would make is not for us to make.
no_server=/etc/postgresql-common/createcluster.d/migracode-tests.conf
case $missing in
*\ postgresql*)
	$as_root mkdir -p "${no_server%/*}"
	echo "create_main_cluster = false" | $as_root tee "$no_server" >/dev/null
	trap '$as_root rm -f "$no_server"' EXIT
	;;
esac
# shellcheck disable=SC2086 # a list of words
$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing >/dev/null
