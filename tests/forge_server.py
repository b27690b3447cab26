#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A host of repositories for tests: speaks the part of three REST APIs that migracode uses.

No Forgejo, Gitea or GitLab can be installed from Debian or npm, so this stands in for one.  It is written from what
the hosts document (paths, keys, status codes, headers of paging and rate limits), apart from the program that it tests,
and refuses what they refuse: a request without the token, a method or path that they do not have, a body without the keys
that they want, a replaced file without its id.  What it cannot show is where a host differs from its documents.

  forge_server.py FOLDER [WORLD.json]

FOLDER gets: origin (the address, https), cert.pem (for CURL_CA_BUNDLE), log (a line of JSON for each request), and
state.json after each change.  The server ends when its standard input does.

WORLD: {"kind": "github" | "gitlab" | "forgejo", "token": …, "login": …, "page": 2, "git": folder with OWNER/NAME.git,
        "orgs": [names], "users": {login: id},
        "repos": {"org/name": {"pulls": [{"number", "title", "head", "base"}], "comments": {"1": [{"id","user","body"}]},
                               "issues": [{"number","user","title","body"}], "branches": {"main": {"path": text}},
                               "fork_of": "org/name", "archived", "private"}},
        "faults": [{"method": "POST", "path": regular expression, "times": 1, "fault": …}]}

Faults: a status ("500", "429", "403-secondary", "401", "404"); "limit" (429 with Retry-After: 1); "exhausted" (answers, and
says that it was the last one); "closed-limit" (403 until an hour from now); "drop" (closes without an answer), "lost" (does it, then
closes), "lost-500" (does it, then says 502), "kill" (does it, then kills the process whose number is in the file victim), "slow" (never answers), "elsewhere" (sends on to another host), "moved" (sends on to the same),
"page" (HTML in place of JSON), "cut" (half of the JSON), "deep" (JSON of 100 000 levels), "huge" (20 MiB of JSON),
"names" (hostile names), "next-elsewhere" (the next page is at another host).
"""
import base64, hashlib, http.server, json, os, re, ssl, subprocess, sys, threading, time
from urllib.parse import parse_qsl, unquote, urlsplit

HERE = sys.argv[1]
WORLD = json.load(open(sys.argv[2])) if len(sys.argv) > 2 else {}
KIND = WORLD.get("kind", "forgejo")
PREFIX = {"github": "/api/v3", "gitlab": "/api/v4", "forgejo": "/api/v1"}[KIND]
TOKEN = WORLD.get("token", "")
LOGIN = WORLD.get("login", "teacher")
PAGE = WORLD.get("page", 100)
USERS = WORLD.setdefault("users", {})
REPOS = WORLD.setdefault("repos", {})
LOCK = threading.Lock()
COUNTER = [1000]


def number():
    COUNTER[0] += 1
    return COUNTER[0]


def user_id(login):
    return USERS.setdefault(login, number())


class Refuse(Exception):
    def __init__(self, status, message="", **headers):
        self.status, self.message, self.headers = status, message, headers


def need(body, *keys):
    if not isinstance(body, dict):
        raise Refuse(400, "no object")
    for key in keys:
        if not isinstance(body.get(key), str):
            raise Refuse(422 if KIND != "gitlab" else 400, key + " is missing")


def person(login):
    return {"username" if KIND == "gitlab" else "login": login, "id": user_id(login)}


def repository(full):
    repo = REPOS[full]
    owner, name = full.rsplit("/", 1)
    branch = repo.get("default_branch", "main" if repo.get("branches", {"main": {}}) else None)
    if KIND == "gitlab":
        is_user = owner not in WORLD.get("orgs", [])
        shown = {"id": number(), "path": name, "path_with_namespace": full, "default_branch": branch,
                 "http_url_to_repo": "https://inner.invalid/" + full, "ssh_url_to_repo": "git@%s:%s.git" % (HOST.split(":")[0], full),
                 "visibility": "private" if repo.get("private") else "public", "archived": repo.get("archived", False),
                 "empty_repo": not repo.get("branches", {"main": {}}), "last_activity_at": "2026-11-20T10:00:00.000Z", "creator_id": user_id(owner),
                 "namespace": {"path": owner.split("/")[-1], "full_path": owner, "kind": "user" if is_user else "group", "id": 5}}
        if is_user:
            shown["owner"] = {"username": owner, "id": user_id(owner)}
        return shown
    shown = {"id": number(), "name": name, "full_name": full, "owner": person(owner), "default_branch": branch,
             "clone_url": "https://inner.invalid/%s.git" % full, "ssh_url": "git@%s:%s.git" % (HOST.split(":")[0], full),
             "private": repo.get("private", False), "archived": repo.get("archived", False), "updated_at": "2026-11-20T10:00:00Z"}
    if KIND == "github":
        shown.update(size=12 if repo.get("branches", {"main": {}}) else 0, pushed_at="2026-11-20T10:00:00Z")
    else:
        shown.update(empty=not repo.get("branches", {"main": {}}))
    return shown


def commit_of(repo, branch):
    return hashlib.sha1(json.dumps(repo["branches"][branch], sort_keys=True).encode()).hexdigest()


def blob_of(text):
    data = text.encode()
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


def show_pull(pull, author):
    shown = {"title": pull["title"], "state": "opened" if KIND == "gitlab" else "open"}
    if KIND == "gitlab":
        return dict(shown, iid=pull["number"], id=number(), source_branch=pull["head"], target_branch=pull["base"], author=person(author))
    return dict(shown, number=pull["number"], id=number(), head={"ref": pull["head"]}, base={"ref": pull["base"]}, user=person(author))


def show_note(note):
    return {"id": note["id"], "body": note["body"], "author" if KIND == "gitlab" else "user": person(note["user"])}


def show_issue(issue):
    shown = {"id": number(), "title": issue["title"], "state": "open"}
    if KIND == "gitlab":
        return dict(shown, iid=issue["number"], description=issue["body"], author=person(issue["user"]))
    return dict(shown, number=issue["number"], body=issue["body"], user=person(issue["user"]))


# ---- what can be asked: (method, path below the API, function) ----

def list_org(m, q, body):
    name = unquote(m["org"])
    if name not in WORLD.get("orgs", []):
        raise Refuse(404, "Not Found")
    return 200, [repository(f) for f in REPOS if f.rsplit("/", 1)[0] == name or KIND == "gitlab" and f.startswith(name + "/")]


def list_user(m, q, body):
    name = unquote(m["org"])
    if name in WORLD.get("orgs", []) or not any(f.split("/")[0] == name for f in REPOS):
        raise Refuse(404, "Not Found")
    return 200, [repository(f) for f in REPOS if f.split("/")[0] == name]


def find(m):
    full = unquote(m["repo"])
    if full not in REPOS:
        raise Refuse(404, "Not Found")
    return REPOS[full], full


def forks(m, q, body):
    _, full = find(m)
    return 200, [repository(f) for f in REPOS if REPOS[f].get("fork_of") == full]


def get_repo(m, q, body):
    return 200, repository(find(m)[1])


def pulls(m, q, body):
    repo, full = find(m)
    return 200, [show_pull(p, full.split("/")[0]) for p in repo.get("pulls", [])]


def notes_of(m):
    repo, _ = find(m)
    if not any(p["number"] == int(m["n"]) for p in repo.get("pulls", [])):
        raise Refuse(404, "Not Found")
    return repo.setdefault("comments", {}).setdefault(m["n"], [])


def list_notes(m, q, body):
    return 200, [show_note(n) for n in notes_of(m)]


def add_note(m, q, body):
    need(body, "body")
    note = {"id": number(), "user": LOGIN, "body": body["body"]}
    notes_of(m).append(note)
    return 201, show_note(note)


def change_note(m, q, body):
    need(body, "body")
    for notes in find(m)[0].get("comments", {}).values():
        for note in notes:
            if note["id"] == int(m["id"]):
                if note["user"] != LOGIN:
                    raise Refuse(403, "not yours")
                note["body"] = body["body"]
                return 200, show_note(note)
    raise Refuse(404, "Not Found")


def list_issues(m, q, body):
    repo, full = find(m)
    shown = [show_issue(i) for i in repo.get("issues", [])]
    if KIND == "github":
        for pull in repo.get("pulls", []):
            shown.append(dict(show_issue(dict(pull, user=full.split("/")[0], body=pull.get("body", ""))), pull_request={"url": "…"}))
    return 200, shown


def add_issue(m, q, body):
    key = "description" if KIND == "gitlab" else "body"
    need(body, "title", key)
    repo, _ = find(m)
    issue = {"number": number(), "user": LOGIN, "title": body["title"], "body": body[key]}
    repo.setdefault("issues", []).append(issue)
    return 201, show_issue(issue)


def change_issue(m, q, body):
    for issue in find(m)[0].get("issues", []):
        if issue["number"] == int(m["n"]):
            issue["title"] = body.get("title", issue["title"])
            issue["body"] = body.get("description" if KIND == "gitlab" else "body", issue["body"])
            return 200, show_issue(issue)
    raise Refuse(404, "Not Found")


def get_branch(m, q, body):
    repo, _ = find(m)
    name = unquote(m["branch"])
    if name not in repo.setdefault("branches", {"main": {}}):
        raise Refuse(404, "Not Found")
    return 200, {"name": name, "commit": {"sha" if KIND == "github" else "id": commit_of(repo, name)}}


def add_branch(m, q, body):
    repo, _ = find(m)
    branches = repo.setdefault("branches", {"main": {}})
    if KIND == "github":
        need(body, "ref", "sha")
        name = body["ref"].removeprefix("refs/heads/")
        base = next((b for b in branches if commit_of(repo, b) == body["sha"]), None)
    elif KIND == "gitlab":
        need(body, "branch", "ref")
        name = body["branch"]
        base = next((b for b in branches if body["ref"] in (b, commit_of(repo, b))), None)
    else:
        need(body, "new_branch_name", "old_branch_name")
        name, base = body["new_branch_name"], body["old_branch_name"]
    if base not in branches:
        raise Refuse(422, "no such commit")
    if name in branches:
        raise Refuse(409 if KIND == "forgejo" else 422 if KIND == "github" else 400, "Branch already exists")
    branches[name] = dict(branches[base])
    return 201, {"name": name}


def files_of(m, branch):
    repo, _ = find(m)
    branches = repo.setdefault("branches", {"main": {}})
    if branch not in branches:
        raise Refuse(404, "no branch")
    return branches[branch], unquote(m["file"])


def get_file(m, q, body):
    files, path = files_of(m, q.get("ref", "main"))
    if path not in files:
        raise Refuse(404, "no file")
    lines = base64.b64encode(files[path].encode()).decode()
    if KIND == "github":
        lines = "\n".join(lines[i:i + 60] for i in range(0, len(lines), 60)) + "\n"
    return 200, {"content": lines, "encoding": "base64", "blob_id" if KIND == "gitlab" else "sha": blob_of(files[path])}


def put_file(m, q, body, method=None):
    need(body, "branch", "content", "commit_message" if KIND == "gitlab" else "message")
    files, path = files_of(m, body["branch"])
    if KIND == "gitlab" and body.get("encoding") != "base64":
        raise Refuse(400, "encoding")
    is_there = path in files
    if KIND == "github" and is_there and body.get("sha") != blob_of(files[path]):
        raise Refuse(409, "sha")
    if KIND == "forgejo" and method == "PUT" and (not is_there or body.get("sha") != blob_of(files[path])):
        raise Refuse(422, "sha")
    if KIND != "github" and is_there != (method == "PUT"):
        raise Refuse(400 if KIND == "gitlab" else 422, "a file with this name already exists" if is_there else "no file")
    files[path] = base64.b64decode(body["content"], validate=True).decode()
    return 200 if is_there else 201, {"content": {"path": path}}


def post_file(m, q, body):
    return put_file(m, q, body, "POST")


def replace_file(m, q, body):
    return put_file(m, q, body, "PUT")


def who(m, q, body):
    return 200, person(LOGIN)


R = r"/repos/(?P<repo>[^/?]+/[^/?]+)"
P = r"/projects/(?P<repo>[^/?]+)"
ROUTES = {
    "github": [
        ("GET", "/user", who), ("GET", "/orgs/(?P<org>[^/]+)/repos", list_org), ("GET", "/users/(?P<org>[^/]+)/repos", list_user),
        ("GET", R, get_repo), ("GET", R + "/forks", forks), ("GET", R + "/pulls", pulls),
        ("GET", R + r"/issues/(?P<n>\d+)/comments", list_notes), ("POST", R + r"/issues/(?P<n>\d+)/comments", add_note),
        ("PATCH", R + r"/issues/comments/(?P<id>\d+)", change_note),
        ("GET", R + "/issues", list_issues), ("POST", R + "/issues", add_issue), ("PATCH", R + r"/issues/(?P<n>\d+)", change_issue),
        ("GET", R + "/branches/(?P<branch>[^/]+)", get_branch), ("POST", R + "/git/refs", add_branch),
        ("GET", R + "/contents/(?P<file>.+)", get_file), ("PUT", R + "/contents/(?P<file>.+)", replace_file),
    ],
    "forgejo": [
        ("GET", "/user", who), ("GET", "/orgs/(?P<org>[^/]+)/repos", list_org), ("GET", "/users/(?P<org>[^/]+)/repos", list_user),
        ("GET", R, get_repo), ("GET", R + "/forks", forks), ("GET", R + "/pulls", pulls),
        ("GET", R + r"/issues/(?P<n>\d+)/comments", list_notes), ("POST", R + r"/issues/(?P<n>\d+)/comments", add_note),
        ("PATCH", R + r"/issues/comments/(?P<id>\d+)", change_note),
        ("GET", R + "/issues", list_issues), ("POST", R + "/issues", add_issue), ("PATCH", R + r"/issues/(?P<n>\d+)", change_issue),
        ("GET", R + "/branches/(?P<branch>[^/]+)", get_branch), ("POST", R + "/branches", add_branch),
        ("GET", R + "/contents/(?P<file>.+)", get_file), ("POST", R + "/contents/(?P<file>.+)", post_file),
        ("PUT", R + "/contents/(?P<file>.+)", replace_file),
    ],
    "gitlab": [
        ("GET", "/user", who), ("GET", "/groups/(?P<org>[^/]+)/projects", list_org), ("GET", "/users/(?P<org>[^/]+)/projects", list_user),
        ("GET", P, get_repo), ("GET", P + "/forks", forks), ("GET", P + "/merge_requests", pulls),
        ("GET", P + r"/merge_requests/(?P<n>\d+)/notes", list_notes), ("POST", P + r"/merge_requests/(?P<n>\d+)/notes", add_note),
        ("PUT", P + r"/merge_requests/(?P<n>\d+)/notes/(?P<id>\d+)", change_note),
        ("GET", P + "/issues", list_issues), ("POST", P + "/issues", add_issue), ("PUT", P + r"/issues/(?P<n>\d+)", change_issue),
        ("GET", P + "/repository/branches/(?P<branch>[^/]+)", get_branch), ("POST", P + "/repository/branches", add_branch),
        ("GET", P + "/repository/files/(?P<file>[^/]+)", get_file), ("POST", P + "/repository/files/(?P<file>[^/]+)", post_file),
        ("PUT", P + "/repository/files/(?P<file>[^/]+)", replace_file),
    ],
}[KIND]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def note(self, status, body):
        with open(os.path.join(HERE, "log"), "a") as log:
            log.write(json.dumps({"method": self.command, "path": self.path, "status": status, "body": body,
                                  "authorization": self.headers.get("Authorization"), "host": self.headers.get("Host")}) + "\n")

    def read_body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while True:
            size = int(self.rfile.readline().split(b";")[0], 16)
            body += self.rfile.read(size)
            self.rfile.readline()
            if size == 0:
                return body

    def say(self, status, data, **headers):
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def fault(self):
        for fault in WORLD.get("faults", []):
            if fault.get("times", 1) > 0 and fault.get("method", "GET") == self.command and re.search(fault.get("path", ""), self.path):
                fault["times"] = fault.get("times", 1) - 1
                return fault["fault"]
        return None

    def pages(self, data, query):
        """One page of a list, with the headers of the host."""
        size = min(PAGE, int(query.get("per_page", query.get("limit", 30))))
        page = int(query.get("page", 1))
        last = max(1, -(-len(data) // size))
        headers = {}
        if page < last:
            where = re.sub(r"[?&]page=\d+", "", self.path)
            link = "https://%s%s%spage=%d" % (WORLD.get("behind", HOST), where, "&" if "?" in where else "?", page + 1)
            headers["Link"] = '<%s>; rel="next", <%s>; rel="last"' % (link, link.rsplit("=", 1)[0] + "=%d" % last)
            if KIND == "gitlab":
                headers["X_Next_Page"] = str(page + 1)
            if WORLD.get("no_link"):
                headers.pop("Link")
        return data[(page - 1) * size:page * size], headers

    def version(self, path):
        """What each kind says of itself to who has no token."""
        if KIND == "forgejo" and path == "/api/v1/version":
            self.say(200, {"version": "12.0.1+gitea-1.22.0"})
        elif KIND == "gitlab" and path == "/api/v4/version":
            self.say(401, {"message": "401 Unauthorized"})
        elif KIND == "github" and path == "/api/v3/meta":
            self.say(200, {"verifiable_password_authentication": False})
        else:
            self.say(404, b"<html>Not found</html>")

    def faulty(self, fault, path, query, body):
        """True when the fault was the whole answer."""
        if fault is None or fault == "exhausted":
            return False
        self.note(fault, body)
        if fault.isdigit():
            self.say(int(fault), {"message": "as asked for"})
        elif fault == "limit":
            self.say(429, {"message": "slow down"}, Retry_After="1")
        elif fault == "403-secondary":
            self.say(403, {"message": "You have exceeded a secondary rate limit"}, Retry_After="1")
        elif fault == "closed-limit":
            self.say(403, {"message": "API rate limit exceeded"}, X_RateLimit_Remaining="0", X_RateLimit_Reset=str(int(time.time()) + 3600))
        elif fault in ("lost", "lost-500", "kill"):
            with LOCK:
                self.answer(path, query, body)
            if fault == "kill":
                os.kill(int(open(os.path.join(HERE, "victim")).read()), 9)
            if fault == "lost-500":
                self.say(502, {"message": "Bad gateway"})
            self.close_connection = True
        elif fault == "drop":
            self.close_connection = True
        elif fault == "slow":
            time.sleep(60)
        elif fault == "elsewhere":
            self.say(307, {}, Location="https://%s/api" % WORLD.get("other", "other.invalid"))
        elif fault == "moved":
            self.say(307, {}, Location=self.path + ("&" if "?" in self.path else "?") + "moved=1")
        elif fault == "page":
            self.say(200, b"<!doctype html><title>Log in</title>")
        elif fault == "cut":
            self.say(200, b'[{"name": "x"')
        elif fault == "deep":
            self.say(200, b"[" * 100000)
        elif fault == "huge":
            self.say(200, b'["' + b"x" * (20 << 20) + b'"]')
        elif fault == "names":
            self.say(200, [dict(repository(next(iter(REPOS))), name="../../etc", full_name="a/../../etc", path="../../etc")])
        elif fault == "next-elsewhere":
            self.say(200, [], Link='<https://%s/elsewhere?page=2>; rel="next"' % WORLD.get("other", "other.invalid"))
        return True

    def answer(self, path, query, body):
        for method, route, function in ROUTES:
            match = re.fullmatch(route, path)
            if method == self.command and match:
                status, data = function(match, query, body)
                with open(os.path.join(HERE, "state.json.new"), "w") as state:
                    json.dump(REPOS, state)
                os.rename(os.path.join(HERE, "state.json.new"), os.path.join(HERE, "state.json"))
                return status, data
        raise Refuse(404, "no such path")

    def api(self):
        raw = self.read_body()
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        query.pop("moved", None)
        if parts.path in ("/api/v1/version", "/api/v4/version", "/api/v3/meta") and not self.headers.get("Authorization"):
            self.note(200, None)
            return self.version(parts.path)
        if not parts.path.startswith(PREFIX + "/"):
            return self.git(raw) if WORLD.get("git") and ".git/" in self.path else self.say(404, {"message": "Not Found"})
        body = None
        try:
            body = json.loads(raw) if raw else None
            fault = self.fault()
            if self.faulty(fault, parts.path[len(PREFIX):], query, body):
                return None
            wanted = ("token " if KIND == "forgejo" else "Bearer ") + TOKEN
            if TOKEN and self.headers.get("Authorization") != wanted:
                raise Refuse(401, "Bad credentials")
            with LOCK:
                status, data = self.answer(parts.path[len(PREFIX):], query, body)
            headers = {}
            if isinstance(data, list) and not (KIND == "forgejo" and parts.path.endswith("/comments")):
                data, headers = self.pages(data, query)
            if fault == "exhausted":
                headers.update(X_RateLimit_Remaining="0", X_RateLimit_Reset=str(int(time.time()) + 1))
            self.note(status, body)
            self.say(status, data, **headers)
        except Refuse as refusal:
            self.note(refusal.status, body)
            self.say(refusal.status, {"message": refusal.message})
        except json.JSONDecodeError:
            self.say(400, {"message": "Problems parsing JSON"})

    def git(self, raw):
        """Clones by git's own server program."""
        parts = urlsplit(self.path)
        env = {"PATH": os.environ["PATH"], "GIT_PROJECT_ROOT": WORLD["git"], "GIT_HTTP_EXPORT_ALL": "1", "REQUEST_METHOD": self.command,
               "PATH_INFO": parts.path, "QUERY_STRING": parts.query, "CONTENT_TYPE": self.headers.get("Content-Type", ""),
               "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""), "HTTP_GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
               "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}
        env["CONTENT_LENGTH"] = str(len(raw))
        done = subprocess.run(["git", "http-backend"], input=raw, env=env, stdout=subprocess.PIPE, check=False)
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        status, headers = 200, {}
        for line in head.decode().split("\r\n"):
            name, _, value = line.partition(": ")
            if name == "Status":
                status = int(value.split()[0])
            elif name.lower() not in ("content-length", ""):
                headers[name] = value
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = api


def main():
    global HOST
    cert, key = os.path.join(HERE, "cert.pem"), os.path.join(HERE, "key.pem")
    if not os.path.exists(cert):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                        "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", cert],
                       check=True, stderr=subprocess.DEVNULL)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    # Clients that do not like the certificate, or go away.
    server.handle_error = lambda request, address: None
    HOST = "localhost:%d" % server.server_port
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    # The handshake is each connection's own business, so that one that hangs stops nobody.
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with open(os.path.join(HERE, "origin.new"), "w") as origin:
        origin.write("https://" + HOST + "\n")
    os.rename(os.path.join(HERE, "origin.new"), os.path.join(HERE, "origin"))
    sys.stdin.read()


HOST = ""
main()
