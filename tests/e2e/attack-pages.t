#!/usr/bin/env bash
# Pages made to keep the grader itself busy: each gets its verdict, and nobody waits for hours.
. "$(dirname "$0")/harness.sh"

# exercise CHECKS: a test of these checks; look VERDICT: checks the page, which stands in index.html, in bounded time.
PAGE='
	exercise() {
		printf "{\"schema\": \"migracode/exercise/v1\", \"id\": \"site\", \"title\": \"Site\", \"submit\": [\"**/*.html\"], \"tests\": [
			{\"id\": \"page\", \"kind\": \"page\", \"checks\": [%s]}]}" "$1" >exercise.json
	}
	body() { python3 -c "print(\"<!DOCTYPE html><html lang=es><title>T</title><body>\" + $1)" >index.html; }
	look() {
		got=0
		timeout 120 "$MIGRACODE" check --json . >"$OUT" 2>"$ERR" || got=$?
		[ "$got" -le 1 ] || complain "exit status $got"
		out_json "d.tests[0].verdict === \"$1\" && (!\"${2:-}\" || d.tests[0].reason.code === \"${2:-}\")"
	}
'

it "fifty thousand inputs in one label" "$PAGE"'
	exercise "{\"rule\": \"labelled-inputs\"}"
	body "\"<label>\" + \"<input>\" * 90000 + \"text</label>\""
	look pass
	body "\"<label>\" + \"<input>\" * 90000 + \"</label>text\""
	look fail page-rule
'
it "one label of a megabyte for all inputs" "$PAGE"'
	exercise "{\"rule\": \"labelled-inputs\"}"
	body "\"<label for=x>\" + \"w \" * 400000 + \"</label>\" + \"<input id=x>\" * 60000"
	look pass
'
it "links inside links, as deep as they go" "$PAGE"'
	exercise "{\"rule\": \"links-have-text\"}"
	body "\"<a href=x><object>\" * 240 + \"<i></i>\" * 90000 + \"t\""
	look pass
'
it "a list of classes as long as the page, around all elements" "$PAGE"'
	exercise "{\"select\": \".x .y\"}"
	body "\"<div class=\\\"\" + \"z \" * 300000 + \"\\\">\" + \"<b class=y></b>\" * 70000"
	look error too-large
	exercise "{\"select\": \"[data-x~=x] .y\"}"
	body "\"<div data-x=\\\"\" + \"z \" * 300000 + \"\\\">\" + \"<b class=y></b>\" * 70000"
	look error too-large
'
it "elements inside each other that are asked for their text" "$PAGE"'
	exercise "{\"select\": \"div\", \"text\": \"x\"}"
	body "\"<div>\" * 500 + \"<i></i>\" * 95000"
	look error too-large
'
it "thousands of texts that a pattern is slow on" "$PAGE"'
	exercise "{\"select\": \"p\", \"text\": \"^(a+)+$\", \"compare\": \"regex\"}"
	body "(\"<p>\" + \"a\" * 16 + \"c\") * 45000"
	look error too-large
'
finish
