#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What lib/forge asks of a host is in the description that the host publishes: paths, methods, parameters, keys.

  tests/conformance/forge_api.py github|gitlab|forgejo DESCRIPTION.json

DESCRIPTION is a copy of the API's description in OpenAPI 3 or Swagger 2: for GitHub generated/api.github.com.json of the npm
package @octokit/openapi, for Forgejo and Gitea https://HOST/swagger.v1.json, for GitLab doc/api/openapi/openapi_v2.yaml of its
sources as JSON.  Speaks TAP.
"""
import json, os, re, sys

KIND, FILE = sys.argv[1], sys.argv[2]
TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
API = json.load(open(FILE))
SOURCE = open(os.path.join(TOP, "lib", "forge", KIND + ".c")).read()
CHANGE = re.search(r'\.change = "(\w+)"', SOURCE)[1]
BODY = "description" if KIND == "gitlab" else "body"
FILE_KEYS = ["branch", "content"] + (["commit_message", "encoding"] if KIND == "gitlab" else ["message"])
BRANCH_KEYS = {"github": ["ref", "sha"], "gitlab": ["branch", "ref"], "forgejo": ["new_branch_name", "old_branch_name", "old_ref_name"]}[KIND]
# Of each place: methods with the keys of their bodies.
USES = {
    "self": {"get": []}, "lists": {"get": []}, "forks": {"get": []}, "repository": {"get": []}, "pulls": {"get": []},
    "pull_comments": {"get": [], "post": ["body"]}, "pull_comment": {CHANGE.lower(): ["body"]},
    "issues": {"get": [], "post": ["title", BODY]}, "issue": {CHANGE.lower(): ["title", BODY]},
    "branch": {"get": []}, "branches": {"post": BRANCH_KEYS},
    "file": {"put": FILE_KEYS + ([] if KIND == "gitlab" else ["sha"]), **({} if KIND == "github" else {"post": FILE_KEYS})},
    "file_of_branch": {"get": []},
}
count = failed = 0


def report(good, what):
    global count, failed
    count += 1
    failed += not good
    print(("ok" if good else "not ok"), count, "-", what)


def resolve(node):
    while isinstance(node, dict) and "$ref" in node:
        at = API
        for part in node["$ref"][2:].split("/"):
            at = at[part]
        node = at
    return node


def shape(path):
    """A path with all names alike, for names differ."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def keys_of(operation):
    schema = {}
    if "requestBody" in operation:
        schema = resolve(resolve(operation["requestBody"])["content"]["application/json"]["schema"])
    form = set()
    for parameter in map(resolve, operation.get("parameters", [])):
        if parameter["in"] == "body":
            schema = resolve(parameter["schema"])
        elif parameter["in"] == "formData":
            form.add(parameter["name"])
    known, needed = set(schema.get("properties", {})) | form, set(schema.get("required", []))
    for part in schema.get("allOf", []):
        known |= set(resolve(part).get("properties", {}))
    return known, needed


BASE = API.get("basePath", "").rstrip("/") if KIND != "gitlab" else "/api/v4"
PATHS = {}
for path, operations in API["paths"].items():
    PATHS.setdefault(shape(path.removeprefix(BASE) if KIND == "gitlab" else path), {}).update(operations)
block = re.search(r"\.places = \{(.*?)\n\t\},", SOURCE, re.S)[1] + "\n"
for name, value in re.findall(r"\.(\w+) = ((?:\{.*?\}|\"[^\"]*\"(?:\s*\"[^\"]*\")*)),\n", block, re.S):
    joined = re.sub(r'"\s*\n\s*"', "", value)
    for place in re.findall(r'"([^"]*)"', joined):
        path, _, query = place.partition("?")
        for method, keys in USES[name].items():
            # Of ours, {repo} is owner and name.
            operation = PATHS.get(shape(path.replace("{repo}", "{owner}/{name}")), {}).get(method)
            report(operation is not None, "%s %s" % (method.upper(), path))
            if operation is None:
                continue
            parameters = {resolve(p)["name"] for p in operation.get("parameters", [])}
            asked = [q.split("=")[0] for q in query.split("&") if q] if method == "get" else []
            report(all(q in parameters for q in asked), "%s %s takes %s" % (method.upper(), path, ", ".join(asked) or "no parameter"))
            known, needed = keys_of(operation)
            if keys:
                report(set(keys) <= known, "%s %s knows %s" % (method.upper(), path, ", ".join(keys)))
                report(needed <= set(keys), "%s %s needs no other key" % (method.upper(), path))
print("1..%d" % count)
sys.exit(failed > 0)
