#!/usr/bin/env bash
# An arrow between rooms points down, never up (CONTRIBUTING.md): refuses every include that points the other way.
cd "$(dirname "$0")/.." || exit 1
declare -A may=(
	[base]="base" [os]="base os" [ext]="base os ext" [cli]="base os ext cli" [source]="base ext source"
	[course]="base os ext course" [foreign]="base os ext course foreign"
	[result]="base os ext course result" [suite]="base os ext course result suite"
	[grade]="base os ext source course foreign result suite grade"
	[prove]="base os ext source course foreign result suite grade prove" [report]="base os ext course result grade report"
	[records]="base os ext records" [roster]="base os ext roster" [sheet]="base os ext sheet"
	[cohort]="base os ext course result records roster cohort" [rates]="base os ext records cohort sheet rates"
	[forge]="base os ext forge" [similar]="base os ext source similar" [mirror]="base os ext records cohort forge mirror"
	[batch]="base os ext source course foreign result suite grade batch"
	[linked]="base os ext linked" [credential]="base os ext linked credential" [carrier]="base os ext carrier"
	[printed]="base os ext printed"
	[cert]="base os ext course result records roster cohort sheet grade report batch mirror deadline gradebook linked credential carrier printed cert"
	[deadline]="base os ext course records cohort deadline"
	[gradebook]="base os ext course foreign result grade report records roster cohort sheet batch mirror forge deadline gradebook"
	[grading]="base os ext course foreign result grade report records cohort sheet batch mirror deadline gradebook grading"
)
failed=0 count=0
report() {
	count=$((count + 1))
	if [ "$1" -eq 0 ]; then echo "ok $count - $2"; else echo "not ok $count - $2"; failed=1; fi
}
# What was found, one comment of TAP for each line.
explain() { [ -z "$1" ] || printf '# %s\n' "${1//$'\n'/$'\n# '}"; }
for room in lib/*/; do
	room=$(basename "$room") bad=
	while IFS=: read -r file line; do
		target=$(sed -E 's/.*"([a-z]+)\/.*/\1/' <<<"$line")
		case " ${may[$room]} " in *" $target "*) ;; *) bad+="$file includes $target"$'\n' ;; esac
	done < <(grep -HoE '^#include "[a-z]+/[^"]+"' lib/"$room"/*.[ch] | sed 's/:#include/:/')
	report "$([ -z "$bad" ]; echo $?)" "lib/$room includes only rooms below it"
	explain "$bad"
done
declare -A adapter=([cJSON.h]=json [git2.h]=repo [pcre2.h]=regex [utf8proc.h]=unicode [sodium.h]="(hash|seal|sign)" [libpq-fe.h]=db [evp.h]="(hash_many|ec|cms)" [seccomp.h]="(sandbox_filter|confine)"
	[curl.h]=http [sqlite3.h]=db [gumbo.h]=html [yaml.h]=yaml [xmlreader.h]=xml [parser.h]=xml [tree.h]=xml [dlfcn.h]=late
	[archive.h]=archive [archive_entry.h]=archive [zlib.h]=deflate [cairo.h]=canvas [cairo-pdf.h]=canvas [cairo-svg.h]=canvas
	[pango.h]=canvas [pangocairo.h]=canvas [fontconfig.h]=canvas [qpdf-c.h]=pdf [qrencode.h]=qr [lcms2.h]=colour
	[ec.h]=ec [cms.h]=cms [pkcs12.h]=cms)
for header in "${!adapter[@]}"; do
	users=$(grep -lE "#include <([a-z0-9]+/)?${header//./\\.}>" -r lib cmd | grep -vE "/${adapter[$header]}[a-z_]*\.[ch]$")
	report "$([ -z "$users" ]; echo $?)" "<$header> appears only in the adapter ${adapter[$header]}"
	explain "$users"
done
conditionals=$(grep -nE '^#[ \t]*(if|ifdef|ifndef|elif)\b' lib/*/*.c cmd/*.c cmd/*/*.c | grep -v '^lib/os/')
report "$([ -z "$conditionals" ]; echo $?)" "conditional code stands only in lib/os"
exits=$(grep -nE '(^|[^.a-zA-Z_"])(exit|_exit|abort) ?\(' lib/*/*.c | grep -vE '^lib/(os|base/alloc)')
report "$([ -z "$exits" ]; echo $?)" "lib ends the process only where memory has run out and in child processes"
explain "$exits"
long=$(awk 'FNR == 1 { if (n > 500) print f ": " n; f = FILENAME; n = 0 } { n++ } END { if (n > 500) print f ": " n }' lib/*/*.c cmd/*.c cmd/*/*.c)
report "$([ -z "$long" ]; echo $?)" "no file of C is longer than 500 lines"
explain "$long"
functions=$(awk 'FNR == 1 { start = 0 } /^[A-Za-z_].*\)$/ { name = $0 } /^\{/ { start = FNR } /^\}/ { if (start && FNR - start + 1 > 61) print FILENAME ":" start " " FNR - start + 1 " lines"; start = 0 }' lib/*/*.c cmd/*.c cmd/*/*.c)
report "$([ -z "$functions" ]; echo $?)" "no function is longer than 60 lines"
explain "$functions"
wide=$(for file in lib/*/*.[ch] cmd/*.c cmd/*/*.[ch]; do expand "$file" | LC_ALL=C.UTF-8 grep -nE '^.{111}' | sed "s|^\([0-9]*\):.*|$file:\1|"; done)
report "$([ -z "$wide" ]; echo $?)" "no line is wider than 110 columns"
explain "$(head -20 <<<"$wide")"
echo "1..$count"
exit "$failed"
