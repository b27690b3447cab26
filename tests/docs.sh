#!/usr/bin/env bash
# README, CONTRIBUTING and the manual pages must be true: what they name exists, what is there is named, examples work.
# shellcheck disable=SC1003,SC2001,SC2016,SC2086 # lists of words are split on purpose, patterns are no expansions
cd "$(dirname "$0")/.." || exit 1
top=$PWD migracode=$PWD/build/migracode
export LC_ALL=C.UTF-8 MIGRACODE_LANG=en
work=$(mktemp -d "${TMPDIR:-/tmp}/migracode-docs.XXXXXX")
trap 'rm -rf "$work"' EXIT
pages=$(ls man/*.[1-8])
texts="README.md CONTRIBUTING.md SECURITY.md"
failed=0 count=0
# report COMPLAINTS NAME: a test that passes when nobody complains
report() {
	count=$((count + 1))
	if [ -z "$1" ]; then echo "ok $count - $2"; else
		echo "not ok $count - $2"
		sed 's/^/# /' <<<"$1"
		failed=1
	fi
}
skip() { count=$((count + 1)); echo "ok $count - $1 # SKIP $2"; }

# The literal blocks of a page, or the fenced ones of a Markdown text; a line with a form feed stands before each.
blocks() {
	case $1 in
	*.md) awk '/^```/ { inside = !inside; if (inside) print "\f"; next } inside' "$1" ;;
	*) awk '/^\.Bd -literal/ { inside = 1; print "\f"; next } /^\.Ed/ { inside = 0 } inside' "$1" |
		sed 's/\\-/-/g; s/\\&//g; s/\\e/\\/g' ;;
	esac
}

# Every place where a text says what to type: "migracode …", one a line.
commands_in() {
	{
		blocks "$1" | sed -e ':a' -e '/\\$/N; s/\\\n//; ta' | grep -oE '(^|&& |[$]\(|build/| {4})migracode [^#|)]*' | sed 's/^.*migracode /migracode /'
		case $1 in
		*.md) grep -oE '`migracode [^`]*`' "$1" | tr -d '`' ;;
		*) sed -n 's/^\.Ic \(migracode .*\)/\1/p' "$1" | sed 's/\\-/-/g' ;;
		esac
	} | sort -u
}

"$migracode" help --list >"$work/commands"
while read -r name; do
	"$migracode" help $name >"$work/help-${name// /-}"
done <"$work/commands"

# Prints what is wrong with one line that names a command.
check_command() {
	local line=$1 name word known
	read -ra words <<<"$(sed -E 's/^migracode( --(school|records|actor|lang|color)[ =][^ ]+| --json| -[qv])+ /migracode /' <<<"$line")"
	for name in "${words[*]:1:3}" "${words[*]:1:2}" "${words[1]}"; do
		! grep -qxe "$name" "$work/commands" || break
	done
	case $name in [A-Z]* | '<'* | -*) return ;; esac
	if ! grep -qx "$name" "$work/commands"; then
		# A first word of two, as in "migracode init", says the family.
		grep -q "^$name " "$work/commands" && [ "${#words[@]}" -eq 2 ] || echo "there is no command '$name': $line"
		return
	fi
	known=$work/help-${name// /-}
	for word in "${words[@]:2}"; do
		case $word in
		--*) grep -qE -- "(^|[ ,])${word%%=*}( |$)" "$known" || echo "'$name' has no option '${word%%=*}': $line" ;;
		-?) grep -qE -- "^ +${word}[, ]" "$known" || echo "'$name' has no option '$word': $line" ;;
		esac
	done
}

for text in $texts $pages; do
	complaints=$(commands_in "$text" | while read -r line; do check_command "$line"; done)
	report "$complaints" "$text names commands and options that exist"
done
complaints=$(sed -n 's/^\.\(It \)\?\(Pq \)\?Fl //p' man/*.[1-8] | tr ' ' '\n' | sed -n 's/^\\-\([a-z-]*\)$/--\1/p' | sort -u |
	while read -r option; do grep -qE -- "[ ,]$option( |$)" "$work"/help-* || grep -qF "\"${option#--}\"" cmd/main.c || echo "no command has '$option'"; done)
report "$complaints" "the manual pages name options that exist"
complaints=$(while read -r name; do grep -q "^\.It Ic migracode $name$" man/migracode.1 || echo "$name"; done <"$work/commands")
report "$complaints" "migracode(1) lists every command"

for page in $pages; do
	if command -v groff >/dev/null; then
		report "$(groff -Kutf8 -mdoc -Tutf8 -ww "$page" 2>&1 >"$work/page")" "groff has nothing to say about $page"
	else
		skip "groff has nothing to say about $page" "groff is not installed"
	fi
	command -v mandoc >/dev/null && report "$(mandoc -T lint -W warning "$page")" "mandoc has nothing to say about $page"
done

# names_of MACRO FILE: the second argument of each X(constant, "name" …)
names_of() { awk -v m="#define $1(X)" 'index($0, m) == 1 { inside = 1; next } inside { print } inside && !/\\$/ { inside = 0 }' "$2" | grep -oE '"[^"]+"' | tr -d '"'; }
# Words that stand in a page as a macro's argument, not only somewhere in its prose.
documented() {
	local page=$1 what=$2 names=$3 missing=
	[ -n "$names" ] || missing="(nothing was found in the sources)"
	for name in $names; do
		grep -qE "^\.(It )?(Pq )?(Cm|Li|It|Ss|Dv|Ic|Bl)?.*(^| )${name//./\\.}( |$)" "$page" || missing+="$name "
	done
	report "${missing:+missing: $missing}" "$page explains every $what"
}
documented man/migracode-result.5 "verdict" "$(names_of MC_VERDICTS lib/result/result.h)"
documented man/migracode-result.5 "reason" "$(names_of MC_REASONS lib/result/result.h)"
documented man/migracode-result.5 "code of an error" "$(names_of MC_CODES lib/base/err.h)"
documented man/migracode-result.5 "reason to pass over a file" "$(sed -n 's/^#define MC_SKIP_[A-Z]* "\(.*\)"/\1/p' lib/base/tree.h)"
# Those of records and people are explained with them.
cat man/migracode-result.5 man/migracode-records.5 man/migracode-grading.5 man/migracode-s*.7 man/migracode-ci.7 man/migracode-certificates.5 >"$work/pages"
documented "$work/pages" "document" "$(grep -ohE '"migracode/[a-z-]+/v[0-9]+\\?"' lib/*/*.[ch] cmd/*.c cmd/*/*.[ch] | tr -d '"\\' | grep -vE '/(exercise|module|curriculum|rules)/' | sort -u)"
documented man/migracode-certificates.5 "reason of a verifier" "$(sed -n '/define MC_VERIFY_CODES/,/^$/p' lib/credential/verify.h | tr -d '\n\\' | grep -oE 'X\(MC_VERIFY_[A-Z_]+,[[:space:]]*"[a-z-]+"' | grep -oE '[a-z-]+"' | tr -d '"')"
documented man/migracode-exercise.5 "kind of test" "$(names_of MC_TEST_KINDS lib/course/exercise.h)"
documented man/migracode-exercise.5 "comparison" "$(names_of MC_COMPARISONS lib/course/exercise.h)"
documented man/migracode-exercise.5 "key" "$(sed -n '/define LAYOUTS/,/^$/p' lib/course/fmt.c | grep -vE 'X\((CURRICULUM|MODULE)|"align"\)' | grep -oE '"[a-z_$]+"' | tr -d '"$' | sort -u)"
documented man/migracode-curriculum.5 "kind of module" "$(names_of MC_MODULE_KINDS lib/course/module.h)"
documented man/migracode-rules.5 "kind of rule" "$(names_of MC_RULE_KINDS lib/cohort/rules.h)"
documented man/migracode-rules.5 "word about excuses" "$(names_of MC_RULE_EXCUSED lib/cohort/rules.h)"
documented man/migracode-rules.5 "state of a rule" "$(names_of MC_RULE_STATES lib/cohort/rules_check.h)"
documented man/migracode-rules.5 "reason of a rule" "$(names_of MC_RULE_REASONS lib/cohort/rules_check.h)"
documented man/migracode-rules.5 "key of rules" "$(sed -n 's/^\t{ "\([a-z]*\)", [0-9A-Z]* },$/\1/p' lib/cohort/rules.c)"
documented man/migracode.1 "exit status" "0 1 $(sed -n 's/.*X(MC_E_[A-Z]*, "[a-z-]*", \([0-9]*\)).*/\1/p' lib/base/err.h | sort -u)"
documented man/migracode.1 "variable of the environment" "$(grep -ohE '"MIGRACODE_[A-Z]+"' lib/*/*.c cmd/*.c cmd/*/*.c | tr -d '"' | sort -u)"
documented man/migracode-sandbox.7 "level of protection" "full basic none"

# The defaults and ranges in the page are those of the headers.
complaints='' checked=0
for kind in RUN BUILD; do
	for pair in $(awk "/define MC_LIMITS_$kind/ { on = 1 } on; on && !/\\\\\$/ { exit }" lib/os/sandbox.h | grep -oE '[a-z_]+ = [0-9]+' | tr -d ' '); do
		column=$([ $kind = RUN ] && echo 1 || echo 2)
		stands=$(sed -n "s/^\.It Cm ${pair%=*} Ta //p" man/migracode-exercise.5 | tr -d ' ' | sed 's/Ta/ /g' | cut -d' ' -f"$column")
		checked=$((checked + 1))
		[ "$stands" = "${pair#*=}" ] || complaints+="$kind ${pair%=*} is ${pair#*=}, the page says '$stands'"$'\n'
	done
done
while read -r name min max; do
	stands=$(sed -n "s/^\.It Cm $name Ta //p" man/migracode-exercise.5 | tr -d ' ' | sed 's/Ta/ /g' | cut -d' ' -f3,4)
	checked=$((checked + 1))
	[ "$stands" = "$min $max" ] || complaints+="$name goes from $min to $max, the page says '$stands'"$'\n'
done < <(sed -n 's/.*{ "\([a-z_]*\)", offsetof(struct mc_limits, [a-z_]*), \([0-9]*\), \([0-9]*\) },/\1 \2 \3/p' lib/course/exercise_test.c)
[ "$checked" -eq 18 ] || complaints+="found $checked limits in the sources instead of 18"
report "${complaints%$'\n'}" "migracode-exercise(5) has the limits of the program"

# Examples in JSON: all parse; whole documents go through lint or their schema, tests through lint inside an exercise.
cat >"$work/examples.js" <<'JS'
const fs = require("fs"), path = require("path");
const [work, page, text] = process.argv.slice(2);
const blocks = fs.readFileSync(text, "utf8").split("\f\n").filter((block) => block.trimStart().startsWith("{"));
const put = (file, bytes) => { fs.mkdirSync(path.dirname(file), { recursive: true }); fs.writeFileSync(file, bytes); };
blocks.forEach((block, i) => {
  let value;
  try { value = JSON.parse(block); } catch (error) { console.log(`${page}, example ${i + 1}: ${error.message}`); return; }
  const id = value.id ?? "example";
  const folder = path.join(work, "examples", `${path.basename(page)}-${i + 1}`, id);
  const schema = (value.schema ?? "").split("/")[1];
  if (schema === "exercise" || (!schema && value.kind)) {
    const exercise = schema ? value : { schema: "migracode/exercise/v1", id, title: "example", build: { run: ["true"] }, tests: [value] };
    put(path.join(folder, "exercise.json"), JSON.stringify(exercise));
    for (const name of Object.keys(exercise.wrong ?? {})) put(path.join(folder, "wrong", name, "x"), "");
    for (const test of exercise.tests) {
      for (const group of test.folder ? Object.keys(test.groups ?? { "": 0 }) : [])
        for (const name of ["1.in", "1.ans"]) put(path.join(folder, test.folder, group, name), "");
      for (const word of test.checker?.run ?? []) if (/^(tests|private)\//.test(word)) put(path.join(folder, word), "");
    }
  } else if (["module", "curriculum", "rules", "late-policy", "school", "issuers"].includes(schema)) {
    put(path.join(work, "documents", `${schema}-${i}.json`), block);
  } else if (schema === "result") {
    put(path.join(work, "documents", `result-${i}.json`), block);
  }
});
JS
for page in $pages; do
	blocks "$page" >"$work/blocks"
	grep -q '^{' "$work/blocks" || continue
	report "$(node "$work/examples.js" "$work" "$page" "$work/blocks" 2>&1)" "the JSON examples of $page parse"
done
complaints=$(for folder in "$work"/examples/*/*/; do
	"$migracode" lint --quiet "$folder" 2>&1 | sed "s|$work/examples/||"
done)
report "$complaints" "the examples of exercises and tests are accepted by lint"
if [ -d build/node_modules/ajv ]; then
	cat >"$work/schema.js" <<'JS'
const fs = require("fs");
const [modules, schema, file] = process.argv.slice(2);
const Ajv = require(modules + "/ajv/dist/2020").default;
const validate = new Ajv({ strict: false }).compile(JSON.parse(fs.readFileSync(schema, "utf8")));
if (!validate(JSON.parse(fs.readFileSync(file, "utf8")))) console.log(file, JSON.stringify(validate.errors));
JS
	complaints=$(for file in "$work"/documents/*.json; do
		name=$(basename "$file")
		node "$work/schema.js" "$top/build/node_modules" "man/${name%-*}.schema.json" "$file" 2>&1
	done)
	report "$complaints" "the examples of other documents fit their schemas"
else
	skip "the examples of other documents fit their schemas" "build/node_modules is not there"
fi

complaints=$(for text in $texts curricula/README.md; do
	grep -oE '\]\([^)]+\)' "$text" | sed 's/^](//; s/)$//; s/#.*//' | grep -vE '^(https?:|mailto:|$)' | while read -r link; do
		[ -e "$(dirname "$text")/$link" ] || echo "$text: $link"
	done
done)
report "$complaints" "links inside the tree lead somewhere"
complaints=$(grep -ohE '`(lib|tests|cmd|man|po|templates|curricula|base|os|ext|grade|course)/[a-zA-Z0-9_./-]+`' $texts | tr -d '`' | sort -u | while read -r path; do
	compgen -G "$path" >/dev/null || compgen -G "lib/$path*" >/dev/null || [ "${path##*.}" = pot ] || echo "$path"
done)
report "$complaints" "files that the texts name are there"
complaints=$({ grep -ohE '`make [^`]*`' $texts; for text in $texts; do blocks "$text" | grep -oE '(^|&& )make( [a-zA-Z./=_-]+)*'; done; } | tr -d '`' |
	sed 's/^.*make//' | tr ' ' '\n' | grep -vE '=|/|^-|^$|^&' | sort -u | while read -r target; do
	grep -qE "^([a-z -]* )?$target( [a-z -]*)?:" Makefile || echo "there is no 'make $target'"
done)
report "$complaints" "targets of make that the texts name are there"

# The tours of README, as a newcomer would type them, each in a folder of its own.
mkdir "$work/tour" "$work/home"
{ echo "set -u"; awk '/^<!-- tour/ { on = 1; n = 0; print "mkdir ~/" ++tours "; cd ~/" tours } on && /^```/ { n++; next } on && n == 1' README.md |
	sed 's/ *#.*//' | while read -r line; do
	printf '%s\nstatus=$?; [ $status -le 1 ] || echo "status $status: %s"\n' "$line" "${line//\"/}"
done; } >"$work/tour.sh"
complaints=$(cd "$work/tour" && env -i PATH="$top/build:/usr/local/bin:/usr/bin:/bin" HOME="$work/home" LANG=C.UTF-8 bash "$work/tour.sh" 2>&1 |
	tee "$work/tour.out" | grep -E '^status |NOT VERIFIED|^migracode: |grader-error')
report "$complaints" "the tours of README work as they stand"
complaints=$(grep -q '1 pass' "$work/tour.out" && grep -q 'the log is whole' "$work/tour.out" && grep -q '^L1,c-largest,.*,5,6,6,' "$work/tour.out" || sed 's/^/tour: /' "$work/tour.out")
report "$complaints" "the tours end with grades, a whole log, and what a cohort got"

# Translations are sound, and nine in ten texts have one: who adds a text need not speak Spanish, but somebody has to follow soon.
if command -v msgfmt >/dev/null && command -v xgettext >/dev/null; then
	xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=NP_:1,2 -o "$work/migracode.pot" lib/*/*.[ch] cmd/*.c cmd/*/*.[ch]
	for catalogue in po/*.po; do
		report "$(msgfmt --check -o /dev/null "$catalogue" 2>&1)" "$catalogue is sound"
		msgmerge -q -o "$work/merged.po" "$catalogue" "$work/migracode.pot" 2>/dev/null
		all=$(msgattrib --no-obsolete "$work/merged.po" | grep -cE '^msgid ')
		left=$({ msgattrib --untranslated --no-obsolete "$work/merged.po"; msgattrib --only-fuzzy --no-obsolete "$work/merged.po"; } |
			grep -E '^msgid ".')
		missing=$(grep -c . <<<"$left")
		report "$([ "$missing" -gt $((all / 10)) ] && echo "$missing of $all texts have no translation" && head -n 20 <<<"$left")" \
			"$catalogue has at least nine in ten texts"
	done
else
	skip "po/*.po are sound" "gettext is not installed"
fi
echo "1..$count"
exit "$failed"
