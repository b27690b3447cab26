#!/usr/bin/env bash
# The checker of leaks itself: it must find a name in whatever a program may have made of it, and nothing elsewhere.
. "$(dirname "$0")/harness.sh"

# Demands that a name is found, by the exit status that says so; what is said goes into the file found of the home.
cat >>"$HARNESS_WORK/inside.sh" <<'INSIDE'
is_found() {
	local got=0
	no_leak "$@" >"$HOME/found" || got=$?
	[ "$got" -eq 1 ] || complain "status $got, not found: ${text:-${before:-$*}}"
}
found_in() { grep -qF -e "$1" "$HOME/found" || { cat "$HOME/found"; complain "not found in: $1"; }; }
INSIDE

it "finds a name in any case, with and without marks, in either order" '
	for text in "Zárate Ibáñez" "zárate ibáñez" "ZÁRATE IBÁÑEZ" "zArAtE iBáÑeZ" "Zarate Ibanez" "zarate.ibanez@example.org" \
		"Ibáñez, Zárate" "zarate-ibanez" "zarateibanez" "the zárate of old" "xIBÁÑEZx"; do
		printf "a line\n%s\n" "$text" >file
		is_found "Zárate Ibáñez"
	done
'
it "finds a name in letters that are put together from several, and in other scripts" '
	printf "Za\314\201rate Iba\314\201n\314\203ez" >apart
	printf "АННА-ПЕТРОВА" >cyrillic
	printf "آمنة خليل" >arabic
	is_found "Zárate Ibáñez" 
	found_in "./apart"
	is_found "Анна Петрова" 
	found_in "./cyrillic"
	is_found "آمنة خليل" 
	found_in "./arabic"
	no_leak "Straße"
	echo STRASSE >sharp
	is_found "Straße" 
	found_in "./sharp"
'
it "finds a name in UTF-16, UTF-32 and code pages, wherever it starts" '
	for code in UTF-16LE UTF-16BE UTF-32LE UTF-32BE WINDOWS-1252 ISO-8859-2; do
		for before in "" x xx xxx; do
			{ printf "%s" "$before"; printf "Zárate" | iconv -t "$code"; } >file
			is_found "zárate" 
			found_in "./file"
		done
	done
	printf "Петрова" | iconv -t WINDOWS-1251 >file
	is_found "Петрова"
	printf "خليل" | iconv -t WINDOWS-1256 >file
	is_found "خليل"
'
it "finds a name in base64 at every place, in one line or many, with either alphabet" '
	for before in "" x xx xxx xxxx; do
		printf "%sZárate Ibáñez???>>>" "$before" | base64 >file
		is_found "Zárate Ibáñez"
		printf "{\"key\":\"%s\"}" "$(printf "%sZárate Ibáñez???>>>" "$before" | base64 | tr +/ -_)" >file
		is_found "Zárate Ibáñez"
		{ head -c 50 /dev/zero | tr "\0" x; printf "%sZárate Ibáñez of somewhere" "$before"; } | base64 -w 60 >file
		is_found "Zárate Ibáñez"
	done
	printf "Zárate" | base64 | base64 >file
	is_found "Zárate"
'
it "finds a name in hexadecimal, with and without anything between" '
	printf "Zárate" | od -An -tx1 >file
	is_found "Zárate"
	printf "zarate" | od -An -tx1 | tr -d " \n" | tr a-f A-F >file
	is_found "Zárate"
	{ printf "a:\\\\x"; printf "Zárate" | iconv -t UTF-16LE | od -An -tx1 | tr -d " \n"; } >file
	is_found "Zárate"
	{ printf "0"; printf "zarate" | od -An -tx1 | tr -d " \n"; } >file
	is_found "Zárate"
'
it "finds a name behind percent signs and escapes" '
	for text in "?q=Z%C3%A1rate+Ib%c3%a1%C3%B1ez" "%5A%C3%A1%72%61%74%65" "Z\\u00e1rate" "Z\\u{e1}rate" "Z\\303\\241rate" "Z\\xc3\\xa1rate" \
		"Z&aacute;rate" "Z&#225;rate" "Z&#xE1;rate" "=?UTF-8?Q?Z=C3=A1rate?=" "Zára=
te"; do
		printf "%s" "$text" >file
		is_found "Zárate"
	done
	printf "%s" "\\ud801\\udc37\\ud801\\udc37" >file
	is_found "𐐷𐐷"
'
it "finds a name in what is compressed, alone and inside of another file" '
	printf "one\nZárate\n" | gzip >file
	is_found "Zárate"
	python3 -c "import sys, zlib; sys.stdout.buffer.write(b\"\\0\\1junk\" + zlib.compress(\"Zárate\".encode()) + b\"rest\")" >file
	is_found "Zárate"
	printf "Zárate" | xz >file
	is_found "Zárate"
	printf "Zárate" | gzip | base64 >file
	is_found "Zárate"
	rm file
	git init -q . && git config user.name x && git config user.email x && echo "for Zárate" >x && git add x && rm x
	is_found "Zárate"
	found_in compressed
'
it "finds hashes that anybody could compute" '
	for sum in md5sum sha1sum sha256sum sha512sum b2sum; do
		printf "zárate" | $sum | cut -d" " -f1 >file
		is_found "Zárate"
	done
	printf "zarate" | sha256sum | cut -d" " -f1 | xxd -r -p | base64 >file
	is_found "Zárate"
'
it "finds a name in names of files and in links" '
	mkdir -p a/zarate
	is_found "Zárate"
	found_in "name of ./a/zarate: name 1"
	rm -r a
	ln -s /home/zarate link
	is_found "Zárate"
	found_in "link ./link: name 1"
'
it "finds a name in what a command prints" '
	mc 2 Zárate
	is_found "Zárate"
	found_in "$ERR: name 1"
	mc 0 version
	no_leak "Zárate"
'
it "says which of several names it was, and not the name" '
	echo "IBANEZ" >file
	is_found "Zárate" "Ibáñez" 
	[ "$(cut -d"(" -f1 "$HOME/found" | sort -u)" = "./file: name 2 " ]
	[ "$(grep -ci "ib.*ez" "$HOME/found")" -eq 0 ]
'
it "finds nothing where there is nothing" '
	echo "Zarat, Zarrate, Z rate, Ibarra" >file
	head -c 300000 /dev/urandom >random
	head -c 300000 /dev/urandom | base64 >random64
	head -c 100000 /dev/urandom | od -An -tx1 >random16
	cp "$TOP/README.md" "$TOP/build/migracode" .
	mc 0 help
	no_leak "Zárate Ibáñez" "Amina Khalil"
'
it "refuses to say that nothing is there when it did not look" '
	mkdir empty
	status=0
	"$TOP/tests/leaks.py" empty -- "Zárate" || status=$?
	[ "$status" -eq 2 ]
	for words in "" "--" ". --" "-- Zárate" ". Zárate" "missing -- Zárate" ". -- Li"; do
		status=0
		"$TOP/tests/leaks.py" $words || status=$?
		[ "$status" -eq 2 ] || complain "status $status: $words"
	done
	echo x >file
	chmod 0 file
	[ ! -r file ] || skip "root reads everything"
	status=0
	no_leak "Zárate" || status=$?
	[ "$status" -eq 2 ]
'
finish
