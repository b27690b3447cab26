# SPDX-License-Identifier: MIT
# Reads JUnit's XML and CSV with Python's own readers and complains of what their formats forbid.
# usage: read_report.py junit FILE… | csv FILE… | moodle FILE… | sheet FILE…      prints what it understood
import csv, io, re, sys
import xml.etree.ElementTree as xml

problems = []


def complain(file, what):
    problems.append(what)
    print(f"{file}: {what}")


def count(cases, name):
    return sum(1 for case in cases if case.find(name) is not None)


def junit(file):
    raw = open(file, "rb").read()
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        complain(file, "has a document type")
    root = xml.fromstring(raw)
    if root.tag != "testsuites":
        complain(file, "the root is " + root.tag)
    for level in [root, *root]:
        cases = list(level.iter("testcase"))
        for key, found in (("tests", len(cases)), ("failures", count(cases, "failure")), ("errors", count(cases, "error")),
                           ("skipped", count(cases, "skipped"))):
            if level.get(key) != str(found):
                complain(file, f"{level.tag} {level.get('name')}: {key} is {level.get(key)} and not {found}")
        float(level.get("time"))
    for case in root.iter("testcase"):
        if not case.get("name") or not case.get("classname") or float(case.get("time")) < 0:
            complain(file, "a case has no name or time")
        outcomes = [child for child in case if child.tag in ("failure", "error", "skipped")]
        if len(outcomes) > 1 or [c.tag for c in case if c.tag not in ("failure", "error", "skipped", "properties")]:
            complain(file, "a case has more than one outcome")
        for child in outcomes:
            if child.tag != "skipped" and not (child.get("message") and child.get("type") and child.text):
                complain(file, "an outcome is not explained")
        given = {p.get("name"): p.get("value") for p in case.iter("property")}
        verdict = given["migracode.verdict"]
        wanted = {"pass": None, "partial": "failure", "fail": "failure", "error": "error", "grader-error": "error",
                  "skipped": "skipped", "not-run": "skipped", "flaky": "failure"}[verdict]
        if (outcomes[0].tag if outcomes else None) != wanted:
            complain(file, f"{verdict} is told as {outcomes}")
        if verdict == "grader-error":
            if outcomes[0].get("type") != "infra" or "migracode.points" in given:
                complain(file, "our own fault looks like the student's")
        elif float(given["migracode.points"]) > float(given["migracode.max"]):
            complain(file, "more points than there are")
    print(root.get("tests"), root.get("failures"), root.get("errors"), root.get("skipped"))


def rows_of(file, encoding, has_blocks=False):
    raw = open(file, "rb").read()
    if not raw.endswith(b"\r\n") or b"\n" in raw.replace(b"\r\n", b""):
        complain(file, "a line does not end with CR LF")
    rows = list(csv.reader(io.StringIO(raw.decode(encoding), newline=""), strict=True))
    for row in rows:
        if not has_blocks and len(row) != len(rows[0]):
            complain(file, f"a row has {len(row)} cells: {row}")
        for cell in row:
            # At the start, and where another spreadsheet would begin a cell.
            if re.search(r"(^|[,;\t\r\n\"|])\s*[=+@\uff1d\uff0b\uff0d\uff20]|^-(?![0-9])|[,;\t]\s*-", cell):
                complain(file, f"a formula: {cell}")
            if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", cell):
                complain(file, f"a control character: {cell!r}")
    return rows


def csv_long(file):
    rows = rows_of(file, "utf-8-sig")
    wanted = "submission,commit,exercise,test,title,hidden,verdict,points,max,ms,reason,explanation".split(",")
    if rows[0] != wanted:
        complain(file, f"the header is {rows[0]}")
    for row in rows[1:]:
        line = dict(zip(rows[0], row))
        if (line["points"] == "") != (line["verdict"] == "grader-error"):
            complain(file, f"points of a {line['verdict']}: {line['points']}")
        if line["points"] and not 0 <= float(line["points"]) <= float(line["max"]):
            complain(file, "points are out of range")
    print(len(rows) - 1)


def moodle(file):
    rows = rows_of(file, "utf-8")
    for row in rows[1:]:
        if len(row) != 3 or not row[0] or float(row[1]) < 0 or not row[2]:
            complain(file, f"who, grade and feedback are not all there: {row}")
    print(rows[0][0], *(row[0] for row in rows[1:]))


# A report for people: blocks with an empty row between them; the first has the texts, the others a table each.
def sheet(file):
    blocks = [[]]
    for row in rows_of(file, "utf-8-sig", True):
        if row:
            blocks[-1].append(row)
        else:
            blocks.append([])
    for row in blocks[0]:
        if len(row) != 2 or row[0] not in ("title", "subtitle", "stamp", "text", "note"):
            complain(file, f"not a text: {row}")
    for block in blocks[1:]:
        if any(len(row) != len(block[1]) for row in block[2:]):
            complain(file, f"rows of {block[0][0]} have not the columns of its header")
        print(block[0][0], len(block) - 2, len(block[1]))


readers = {"sheet": sheet, "junit": junit, "csv": csv_long, "moodle": moodle}
for name in sys.argv[2:]:
    readers[sys.argv[1]](name)
sys.exit(bool(problems))
