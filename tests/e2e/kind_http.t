#!/usr/bin/env bash
# Tests of kind http: servers that work, servers that do not, and servers that mean no good.
. "$(dirname "$0")/harness.sh"

SCENE='
	# exercise RUN REQUESTS [KEYS]
	exercise() {
		mkdir -p ex
		printf "%s" "{\"schema\": \"migracode/exercise/v1\", \"id\": \"ex\", \"title\": \"Sample\", \"submit\": [\"**\"],
			\"limits\": {\"wall_ms\": 20000}, ${4:-}
			\"tests\": [{\"id\": \"t\", \"kind\": \"http\", \"run\": $1, \"wait_ms\": 3000 ${3:-}, \"requests\": [$2]}]}" >ex/exercise.json
	}
	OK="{\"path\": \"/\", \"expect\": {\"status\": 200}}"
	says() { tr "\\n" " " <"$OUT" | tr -s " " | grep -qF -e "$1" || complain "stdout does not say: $1"; }
	# A server of Python that does BODY with each connection, as c.
	raw() {
		cat >ex/server.py <<PY
import os, socket, sys, time
s = socket.create_server(("127.0.0.1", 3000))
while True:
    c = s.accept()[0]
    try:
$(printf "%s\n" "$1" | sed "s/^/        /")
    except OSError:
        pass
    c.close()
PY
	}
	node_server() {
		cat >ex/server.js <<JS
const http = require("node:http");
http.createServer((request, response) => {
	let body = "";
	request.on("data", (part) => { body += part; });
	request.on("end", () => {
		const answer = (status, headers, text) => { response.writeHead(status, headers); response.end(text); };
		$1
	});
}).listen(${2:-Number(process.env.PORT)});
JS
	}
'
it "ask a server of node, in turn, with a body and with cookies" "$SCENE"'
	exercise "[\"node\", \"server.js\"]" "
		{\"method\": \"POST\", \"path\": \"/login?as=x\", \"headers\": {\"X-Test\": \"yes\"}, \"json\": {\"file\": \"sample\"},
			\"expect\": {\"status\": 201, \"headers\": {\"content-type\": \"text/plain\", \"set-cookie\": {\"text\": \"^id=7\", \"compare\": \"regex\"}},
				\"body\": \"POST /login?as=x yes application/json {\\\"file\\\":\\\"sample\\\"}\"}},
		{\"path\": \"/again\", \"expect\": {\"status\": \"2xx\", \"body\": \"id=7\", \"compare\": \"contains\"}},
		{\"method\": \"DELETE\", \"path\": \"/x\", \"expect\": {\"body\": \"DELETE\", \"compare\": \"contains\"}},
		{\"method\": \"HEAD\", \"path\": \"/x\", \"expect\": {\"status\": 201, \"body\": \"\"}}"
	node_server "answer(201, {\"Content-Type\": \"text/plain; charset=utf-8\", \"Set-Cookie\": [\"a=b\", \"id=7\"]},
		[request.method, request.url, request.headers[\"x-test\"], request.headers[\"content-type\"], body, request.headers.cookie].join(\" \"));"
	mc 0 check ex
'
it "ask a server of python, and one in C that takes one connection after the other" "$SCENE"'
	exercise "[\"python3\", \"-m\", \"http.server\", \"3000\"]" "{\"path\": \"/a.txt\", \"expect\": {\"status\": 200, \"body\": \"hello\"}},
		{\"path\": \"/b.txt\", \"expect\": {\"status\": 404}}"
	echo hello >ex/a.txt
	mc 0 check ex
	exercise "[\"./server\"]" "$OK, $OK" "" "\"build\": {\"run\": [\"gcc\", \"-o\", \"server\", \"server.c\"]},"
	cat >ex/server.c <<C
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
int main(void)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(getenv("PORT"))) };
	int s = socket(AF_INET, SOCK_STREAM, 0);
	if (bind(s, (void *)&a, sizeof a) || listen(s, 1)) return 3;
	for (;;) {
		char b[4000];
		int c = accept(s, 0, 0);
		const char *t = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi";
		if (read(c, b, sizeof b) <= 0) return 4;
		write(c, t, strlen(t));
		close(c);
	}
}
C
	mc 0 check ex
	mc 0 check ex
'
it "find a server that listens at ::1 only" "$SCENE"'
	exercise "[\"node\", \"server.js\"]" "$OK, $OK"
	node_server "answer(200, {}, \"\");" "3000, \"::1\""
	mc 0 check ex
'
it "wait for a server that comes late" "$SCENE"'
	exercise "[\"python3\", \"server.py\"]" "$OK"
	raw "c.recv(1000)
c.sendall(b\"HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n\")"
	sed -i "1a time.sleep(1)" ex/server.py
	mc 0 check ex
'
it "be patient with a server that computes, and not with one that sleeps" "$SCENE"'
	exercise "[\"python3\", \"server.py\"]" "$OK"
	sed -i "s/\"wall_ms\": 20000/&, \"cpu_ms\": 20000/" ex/exercise.json
	sed -i "s/\"wait_ms\": 3000/\"wait_ms\": 1500/" ex/exercise.json
	compute() { echo "end = time.time() + 2"; echo "while time.time() < end: pass"; }
	raw "c.recv(1000)
$(compute)
c.sendall(b\"HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n\")"
	{ echo "import time"; compute; cat ex/server.py; } >all.py
	mv all.py ex/server.py
	mc 0 check ex
	sed -i "s/^        while .*/        time.sleep(60)/" ex/server.py
	mc 1 check ex
	says "not complete after 1500 ms"
	sed -i "s/^while time.time.*/time.sleep(60)/" ex/server.py
	mc 1 check ex
	says "after 1500 ms it listens on no port"
'
it "start one server for each test, on the same port" "$SCENE"'
	exercise "[\"node\", \"server.js\"]" "$OK"
	node_server "response.setHeader(\"Connection\", \"close\"); answer(200, {}, \"\");"
	sed -i "s/\"tests\": \[\(.*\)\]}$/\"tests\": [\1, \1, \1]}/; s/\"id\": \"t\"/\"id\": \"a\"/; s/\"id\": \"t\"/\"id\": \"b\"/" ex/exercise.json
	mc 0 check ex
	out_has "3 points"
'
it "say what is wrong with an answer, and how to ask by hand" "$SCENE"'
	exercise "[\"node\", \"server.js\"]" "{\"method\": \"POST\", \"path\": \"/items?a=b&c\", \"json\": {\"a\": \"b c\"}, \"expect\": {\"status\": 201}}"
	node_server "answer(200, {\"Content-Type\": \"text/html\"}, JSON.stringify([{name: \"bread\"}]));"
	mc 1 check ex
	says "the status of the answer to '"'POST /items?a=b&c'"' is 200; expected was 201"
	out_has "curl -i -H '"'Content-Type: application/json'"' --data-raw"
	out_has "'"'http://localhost:3000/items?a=b&c'"'"
	exercise "[\"node\", \"server.js\"]" "{\"path\": \"/\", \"expect\": {\"headers\": {\"content-type\": \"json\"}}}"
	mc 1 check ex
	says "'"'content-type'"' is '"'text/html'"'; expected was '"'json'"'"
	exercise "[\"node\", \"server.js\"]" "{\"path\": \"/\", \"expect\": {\"headers\": {\"location\": \"/\"}}}"
	mc 1 check ex
	says "it has no '"'location'"'"
	exercise "[\"node\", \"server.js\"]" "{\"path\": \"/\", \"expect\": {\"json\": {\"/0/name\": \"milk\"}}}"
	mc 1 check ex
	says "at '"'/0/name'"' is \"bread\"; expected was \"milk\""
	exercise "[\"node\", \"server.js\"]" "{\"path\": \"/\", \"expect\": {\"json\": {\"/1\": null}}}"
	mc 1 check ex
	says "there is nothing at '"'/1'"'"
	exercise "[\"node\", \"server.js\"]" "{\"path\": \"/\", \"expect\": {\"body\": \"bread\", \"compare\": \"exact\"}}"
	mc 1 check ex
	says "the body of the answer to '"'GET /'"' is not what was expected"
	out_has "bread"
	mc 1 check ex --json
	out_json "d.tests[0].reason.code === \"http-body\" && d.tests[0].actual.includes(\"bread\")"
'
it "tell all that was asked before, and the port" "$SCENE"'
	exercise "[\"node\", \"server.js\"]" "$OK, {\"method\": \"DELETE\", \"path\": \"/x\", \"expect\": {\"json\": {\"\": [1]}}}" ", \"port\": 4242"
	node_server "answer(200, {}, \"[2]\");"
	mc 1 check ex
	says "what was run: PORT=4242 node server.js"
	says "what was asked of it: curl -i http://localhost:4242/ curl -i -X DELETE http://localhost:4242/x"
	says "not what was expected: it is [2]; expected was [1]"
'
it "divide the points over requests, and list what became of each" "$SCENE"'
	node=""; exercise "[\"node\", \"server.js\"]" "$OK, {\"path\": \"/x\", \"title\": {\"en\": \"the other\"}, \"expect\": {\"status\": 404}}"
	node_server "answer(200, {}, \"\");"
	mc 1 check ex --json
	out_json "d.tests[0].verdict === \"partial\" && d.tests[0].points === 0.5 && d.tests[0].cases.list[1].name === \"the other\" && d.tests[0].cases.list[1].verdict === \"fail\""
	sed -i "s/{\"path\": \"\/\", /&\"points\": 3, /; s/{\"path\": \"\/x\", /&\"points\": 1, /" ex/exercise.json
	mc 1 check ex --json
	out_json "d.tests[0].points === 3 && d.tests[0].max === 4 && d.tests[0].cases.list[0].points === 3"
'
it "follow redirects where that is asked, and to the same server only" "$SCENE"'
	exercise "[\"node\", \"server.js\"]" "{\"path\": \"/a\", \"redirects\": 2, \"expect\": {\"body\": \"there\"}},
		{\"path\": \"/a\", \"expect\": {\"status\": 302}},
		{\"method\": \"POST\", \"path\": \"/post\", \"body\": \"x\", \"redirects\": 1, \"expect\": {\"body\": \"there\"}}"
	node_server "if (request.url === \"/b\" && request.method === \"GET\") answer(200, {}, \"there\");
		else answer(request.method === \"POST\" ? 303 : 302, {Location: request.url === \"/a\" ? \"http://127.0.0.1:3000/b\" : \"/b\"}, \"\");"
	mc 0 check ex
	for place in http://example.org/ http://localhost:3001/ https://localhost:3000/ file:///etc/passwd http://10.0.0.1:3000/; do
		exercise "[\"node\", \"server.js\"]" "{\"path\": \"/a\", \"redirects\": 2, \"expect\": {\"status\": 200}}"
		node_server "answer(302, {Location: \"$place\"}, \"\");"
		mc 1 check ex
		says "it redirects to another server"
	done
	node_server "answer(302, {Location: \"/a\"}, \"\");"
	mc 1 check ex
	says "it redirects more than 2 times"
'
it "tell a server that is not there from one on another port" "$SCENE"'
	exercise "[\"node\", \"server.js\"]" "$OK"
	node_server "" 8080
	mc 1 check ex
	says "no server answers on port 3000: the program listens on port 8080. It finds the right one in PORT"
	node_server "" 34567
	mc 1 check ex
	says "the program listens on port 34567"
	node_server "" 0
	mc 1 check ex
	says "the program listens on port "
	echo "console.log(\"all done\"); process.exitCode = 3" >ex/server.js
	mc 1 check ex
	says "the program ended with exit status 3. A server has to go on running"
	out_has "all done"
	echo "setInterval(() => {}, 1000)" >ex/server.js
	mc 1 check ex
	says "the program runs, but after 3000 ms it listens on no port"
	echo "syntax error here" >ex/server.js
	mc 1 check ex
	out_has "SyntaxError"
'
it "give every hostile server a verdict, and the next one a free port" "$SCENE"'
	exercise "[\"python3\", \"server.py\"]" "$OK"
	sed -i "s/\"wait_ms\": 3000/\"wait_ms\": 1500/" ex/exercise.json
	answers() { raw "$1"; mc 1 check ex; says "$2"; }
	HEAD="c.sendall(b\"HTTP/1.1 200 OK\\r\\n"
	answers "time.sleep(60)" "not complete after 1500 ms"
	answers "c.recv(1000); c.close()" "closed the connection before the answer was complete"
	answers "c.recv(1000)
$HEAD\\r\\n\")
while True:
    c.sendall(b\"x\"); time.sleep(0.05)" "not complete after 1500 ms"
	answers "c.recv(1000)
$HEAD\")
while True:
    c.sendall(b\"X: \" + b\"y\" * 1000 + b\"\\r\\n\")" "larger than"
	answers "c.recv(1000)
$HEAD\")
while True:
    c.sendall(b\"X\" * 10000)" "there is no answer"
	answers "c.recv(1000)
$HEAD\\r\\n\")
while True:
    c.sendall(b\"x\" * 100000)" "larger than 1024 KB"
	answers "c.recv(1000)
while True:
    c.sendall(b\"HTTP/1.1 100 Continue\\r\\n\\r\\n\")" "larger than"
	answers "c.recv(1000)
${HEAD}Content-Length: 99\\r\\n\\r\\nshort\")
c.close()" "closed the connection"
	answers "c.recv(1000)
${HEAD}Transfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n\")" "there is no answer"
	answers "c.recv(1000)
c.sendall(b\"\\x00\\xff\\x1b[31m\" * 100)
c.close()" "not HTTP"
	raw "c.recv(1000)
${HEAD}Content-Length: 0\\r\\n\\r\\n\")"
	mc 0 check ex
'
it "unpack nothing, and say so where it matters" "$SCENE"'
	exercise "[\"python3\", \"server.py\"]" "$OK, {\"path\": \"/\", \"expect\": {\"body\": \"0\"}}, {\"path\": \"/\", \"expect\": {\"json\": {\"/a\": 0}}}"
	raw "import gzip
c.recv(1000)
z = gzip.compress(b\"0\" * 20000000)
c.sendall(b\"HTTP/1.1 200 OK\\r\\nContent-Encoding: gzip\\r\\nConnection: close\\r\\nContent-Length: \" + str(len(z)).encode() + b\"\\r\\n\\r\\n\" + z)"
	mc 1 check ex --json
	out_json "d.tests[0].cases.passed === 1 && d.tests[0].cases.list.slice(1).every(c => c.message.includes(\"is compressed\"))"
'
it "say that a server cannot be tested where the sandbox has no network, and judge the rest" "$SCENE"'
	unshare --user --map-root-user true 2>/dev/null || skip "user namespaces are off here"
	exercise "[\"python3\", \"-m\", \"http.server\", \"3000\"]" "$OK"
	sed -i "s/\"tests\": \[/&{\"id\": \"o\", \"kind\": \"io\", \"run\": \"echo a\", \"stdout\": \"a\"}, /" ex/exercise.json
	printf "%s\n" "echo 0 >/proc/sys/user/max_user_namespaces || exit 77" "\"\$MIGRACODE\" check ex --json >out" >off.sh
	status=0
	unshare --user --map-root-user bash off.sh || status=$?
	[ "$status" -ne 77 ] || skip "the limit cannot be set here"
	[ "$status" -eq 4 ] || complain "exit status $status"
	cp out "$OUT"
	out_json "d.tests[0].verdict === \"pass\" && d.tests[1].verdict === \"grader-error\" && d.tests[1].reason.text.includes(\"network of its own\")"
'
it "tell when a server ends after the first request" "$SCENE"'
	exercise "[\"python3\", \"server.py\"]" "$OK, $OK"
	raw "c.recv(1000)
c.sendall(b\"HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\nConnection: close\\r\\n\\r\\n\")
c.close()
sys.exit(5)"
	mc 1 check ex
	says "the program ended with exit status 5. A server has to go on running"
	out_has "0.5 of 1 point"
'
it "end servers that fork, and what they started" "$SCENE"'
	exercise "[\"python3\", \"server.py\"]" "$OK"
	raw "c.recv(1000)
c.sendall(b\"HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n\")
for i in range(5):
    if os.fork() == 0: time.sleep(600)"
	mc 0 check ex
	sed -i "s/^while True:/if os.fork(): os._exit(0)\nwhile True:/" ex/server.py
	mc 1 check ex
	says "A server has to go on running"
	raw "c.recv(1000)
c.sendall(b\"HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n\")"
	mc 0 check ex
'
it "hold a server to its limits" "$SCENE"'
	exercise "[\"node\", \"server.js\"]" "$OK"
	sed -i "s/\"wait_ms\": 3000/\"wait_ms\": 19000/" ex/exercise.json
	node_server "for (;;) console.log(\"x\".repeat(100000));"
	mc 1 check ex --json
	out_json "d.tests[0].verdict === \"error\" && [\"output\", \"cpu-time\", \"memory\"].includes(d.tests[0].reason.code)"
	node_server "process.abort();"
	mc 1 check ex --json
	out_json "d.tests[0].verdict === \"error\" && d.tests[0].reason.code === \"signal\""
'
it "reach nothing but the sandbox: another server of this machine is not asked" "$SCENE"'
	exercise "[\"sleep\", \"60\"]" "$OK" ", \"port\": 39127"
	python3 -m http.server 39127 --bind 127.0.0.1 >/dev/null 2>&1 &
	trap "kill $!" EXIT
	for i in $(seq 50); do python3 -c "import socket; socket.create_connection((\"127.0.0.1\", 39127))" 2>/dev/null && break; sleep 0.1; done
	touch ex/x
	mc 1 check ex
	says "no server answers on port 39127"
'
it "keep to themselves what a hidden test asks" "$SCENE"'
	exercise "[\"node\", \"server.js\"]" "{\"path\": \"/secret\", \"expect\": {\"body\": \"hush\"}}" ", \"hidden\": true"
	node_server "answer(200, {}, \"no\");"
	mc 1 check ex
	out_lacks secret
	out_lacks hush
	mc 1 check ex --json
	out_lacks secret
	out_lacks hush
'
it "warn of requests that every server passes" "$SCENE"'
	exercise "[\"node\", \"server.js\"]" "$OK"
	mc 0 lint ex
	says "a server that answers everything with 200 passes"
'
finish
