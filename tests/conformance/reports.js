#!/usr/bin/env node
// Compares what the program says of reports of tests with what other readers say, on a local copy of somebody's samples.
// usage: node tests/conformance/reports.js tap|junit FOLDER
//   tap    every *.tap below FOLDER, beside npm's tap-parser and Perl's TAP::Parser: counts where these two agree
//   junit  every *.xml below FOLDER that has a *.results.json of EnricoMi/publish-unit-test-result-action beside it
// Prints each difference and one line of counts. Nothing of the samples is kept.
"use strict";
const { spawnSync } = require("child_process");
const fs = require("fs");
const os = require("os");
const path = require("path");

const top = path.join(__dirname, "..", "..");
const [format, folder] = process.argv.slice(2);
if (!["tap", "junit"].includes(format) || !folder) {
	console.error("usage: node tests/conformance/reports.js tap|junit FOLDER");
	process.exit(2);
}

// An exercise whose submission is the report.
const room = fs.mkdtempSync(path.join(os.tmpdir(), "migracode-conformance."));
process.on("exit", () => fs.rmSync(room, { recursive: true, force: true }));
fs.writeFileSync(path.join(room, "exercise.json"), JSON.stringify({
	schema: "migracode/exercise/v1", id: "report", title: "Report", submit: ["report"],
	tests: [{ id: "t", kind: "suite", run: ["true"], format, report: "report" }],
}));

function ours(file) {
	fs.copyFileSync(file, path.join(room, "report"));
	const ran = spawnSync(path.join(top, "build/migracode"), ["check", "--json", room], { encoding: "utf8", maxBuffer: 1 << 28 });
	return JSON.parse(ran.stdout).tests[0];
}

const perl = `use TAP::Parser; local $/; open F, '<', $ARGV[0]; my $p = TAP::Parser->new({tap => scalar <F>});
	while ($p->next) {} print $p->has_problems ? "bad" : "good"`;

// Null where the two readers do not agree.
function tapWanted(file) {
	const { Parser } = require(path.join(top, "build/node_modules/tap-parser"));
	let first;
	const parser = new Parser((results) => { first = results.ok; });
	parser.end(fs.readFileSync(file));
	// It counts up to any plan, however large.
	const second = spawnSync("sh", ["-c", 'ulimit -v 1000000; exec perl -e "$0" "$1"', perl, file], { encoding: "utf8", timeout: 10000 });
	return second.status === 0 && first === (second.stdout === "good") ? { good: first } : null;
}

// Some of these name a test twice: it is one test with two runs there, and two cases here.
function junitWanted(file) {
	const counts = file.replace(/\.xml$/, ".results.json");
	if (!fs.existsSync(counts)) return null;
	const { stats } = JSON.parse(fs.readFileSync(counts, "utf8"));
	const unit = stats.runs === stats.tests ? "tests" : "runs";
	const of = (what) => stats[`${unit}_${what}`];
	return { good: stats.errors.length === 0, pass: of("succ"), skipped: of("skip"), fail: of("fail"), error: of("error") };
}

function said(test) {
	const list = (test.cases && test.cases.list) || [];
	const count = (verdict) => list.filter((c) => c.verdict === verdict).length;
	const broken = test.reason && test.reason.code === "suite-broken";
	if (format === "tap") return { good: test.verdict === "pass" };
	return { good: !broken, pass: count("pass"), skipped: count("skipped"), fail: count("fail"), error: count("error") };
}

let compared = 0;
let agreed = 0;
const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true })
	.filter((entry) => entry.isFile() && entry.name.endsWith(format === "tap" ? ".tap" : ".xml"))
	.map((entry) => path.join(entry.parentPath || entry.path, entry.name)).sort();
for (const file of files) {
	const wanted = format === "tap" ? tapWanted(file) : junitWanted(file);
	if (!wanted) continue;
	compared++;
	const test = ours(file);
	const is = said(test);
	if (Object.keys(wanted).every((key) => wanted[key] === is[key])) agreed++;
	else console.log(path.relative(folder, file), JSON.stringify({ wanted, is, reason: test.reason && test.reason.text }));
}
console.log(`${files.length} files, ${compared} compared, ${agreed} agree`);
process.exit(compared > 0 ? 0 : 1);
