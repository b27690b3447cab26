"""Documents for the test of lib/linked, and what PyLD makes of them.

documents CONTEXTS SEED COUNT KIND   a JSON array of documents within the vocabulary of the contexts
forms CONTEXTS                       reads such an array, writes canonical N-Quads of each
terms CONTEXTS TABLES                compares published contexts with our tables, term by term
compare NAME FILE NAME FILE          compares two arrays of forms; each must have them or refuse the document
"""
import json
import random
import sys

VC = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
DI = "https://w3id.org/security/data-integrity/v2"

WORDS = ["Web course", "Ελληνικά", "مرحبا ١٢٣", "ትግርኛ", "l'été \"quoted\"", "back\\slash", "line\nline", "tab\tcr\r",
         "\u00a0\u200d\u2028", "<b>&amp;</b>", "日本", " ", "", "_:b0", "urn:not-an-id", "e\u0301"]
ASTRAL = ["𝒜 grade", "🎓🎓", "a\U0010ffff"]
HIGH = ["\ufb01\ufefc", "\uff21", "\ue000"]
CONTROL = ["\u0001", "\u0008\u000c", "\u001f\u007f", "\u000b"]


def definitions(context):
    return {key: ({"@id": value} if isinstance(value, str) else value)
            for key, value in context["@context"].items() if key[0] != "@" and key not in ("id", "type")}


class Maker:
    """Random documents; every choice comes from the seed."""

    def __init__(self, contexts, seed, kind):
        self.random = random.Random(seed)
        self.words = WORDS + {"plain": [], "astral": ASTRAL, "high": HIGH, "control": CONTROL, "twins": [], "json": [], "pyld": []}[kind]
        self.kind = kind
        self.urls = self.random.choice([[VC, OB], [VC, OB], [VC, OB, DI], [VC, DI, OB], [VC, OB, VC], [VC]])
        self.base = {}
        for url in self.urls:
            self.base.update(definitions(contexts[url]))
        self.types = [key for key, value in self.base.items() if key[0].isupper()]
        self.scoped = [key for key in self.types if value_of(self.base[key], "@context")]
        self.literals = 0
        self.left = self.random.choice([5, 40, 120])

    def iri(self):
        return self.random.choice(["urn:uuid:%d", "https://example.org/a?b=%d#c", "did:web:example.org:%d",
                                   "data:image/png;base64,AA%d", "tag:é%d"]) % self.random.randrange(12)

    def text(self):
        return self.random.choice(self.words) + "#%d" % self.random.randrange(3 if self.kind == "twins" else 1000)

    def number(self):
        # PyLD writes exponents below zero in another way, and takes 0 and 1 for truth values
        special = [] if self.kind == "pyld" else [0, 1, 0.1, 1e-6]
        return self.random.choice([-7, 90, 2**53 - 1, 4.5, -12.125, 99.95, 123456789.25, 1000000] + special)

    def scalar(self, term):
        kind = self.random.randrange(10)
        coerced = value_of(term, "@type")
        if kind == 0:
            return self.number()
        if kind == 1:
            return self.random.random() < 0.5
        if coerced == "@id":
            return self.iri()
        if coerced == "@vocab":
            return self.random.choice(["assertionMethod", "authentication", "keyAgreement", self.iri()])
        if kind == 2:
            return {"@value": self.text(), **self.random.choice([{}, {"@language": "en"}, {"@language": "pt-BR"},
                                                                 {"@type": "urn:type"}])}
        return self.text()

    def value(self, term, depth):
        """One value, or several."""
        if value_of(term, "@type") == "@json":
            self.literals += 1
            return {"b": [1, 2.5, None, {"é": "\"\n"}], "a": self.literals, "\U0001f600": 1, "z": {}}
        many = 0 if self.random.random() < 0.6 else self.random.randrange(4)
        inner = value_of(term, "@context") or {}
        if many:
            values = [self.one(term, inner, depth) for _ in range(many)]
            if value_of(term, "@container") != "@list":
                # jsonld keeps both of two JSON literals, and PyLD tells nodes that are alike apart in its own way
                twins = [] if self.kind in ("json", "pyld") and isinstance(values[0], dict) else values[:1]
                values += self.random.choice([[], [], [None], [twins], twins])
            return values
        return self.random.choice([None, []]) if self.random.random() < 0.03 else self.one(term, inner, depth)

    def one(self, term, inner, depth):
        if depth < 6 and self.left > 0 and self.random.random() < 0.35:
            return self.node(depth + 1, inner)
        return self.scalar(term)

    def node(self, depth, inner, names=None):
        self.left -= 1
        made = {}
        if self.random.random() < 0.4:
            named = self.random.choice(["_:n%d" % self.random.randrange(5), self.iri(), self.iri(), self.iri()])
            made[self.random.choice(["id", "@id"])] = self.iri() if self.kind == "pyld" else named
        names = names or self.random.choice([[], [self.random.choice(self.scoped)], [self.random.choice(self.scoped)],
                                             [self.random.choice(self.types), "https://example.org/T"]])
        if names:
            made[self.random.choice(["type", "@type"])] = names[0] if len(names) == 1 else names
        terms = dict(self.base)
        terms.update({key: value for key, value in inner.items() if key[0] != "@" and key not in ("id", "type")})
        own = {}
        for name in names:
            own.update(value_of(self.base.get(name, {}), "@context") or {})
        own = {key: value for key, value in own.items() if key[0] != "@" and key not in ("id", "type")}
        terms.update(own)
        pool = list(own) * 3 + list(inner) * 3 + [key for key in terms if not key[0].isupper()]
        for key in self.random.sample(pool, min(len(pool), self.random.randrange(1, 8))):
            term = terms.get(key)
            if value_of(term, "@type") == "@json" and self.kind != "json":
                continue
            if value_of(term, "@context") and self.kind == "pyld":  # it forgets terms below such a property
                continue
            if term is not None and value_of(term, "@container") != "@graph":
                made[key] = self.value(term, depth)
        return made

    def document(self):
        names = ["VerifiableCredential"] + (["OpenBadgeCredential"] if OB in self.urls else [])
        return {"@context": self.urls if len(self.urls) > 1 else self.urls[0],
                **self.node(0, {}, names), "proof": {"a": 1}}


def value_of(term, key):
    return term.get(key) if isinstance(term, dict) else None


def documents(contexts, seed, count, kind):
    return [Maker(contexts, "%s-%s-%d" % (kind, seed, i), kind).document() for i in range(int(count))]


def forms(contexts):
    from pyld import jsonld

    def loader(url, _options):
        return {"contextUrl": None, "documentUrl": url, "document": contexts[url], "contentType": "application/ld+json"}

    answers = []
    for document in json.load(sys.stdin):
        document.pop("proof", None)
        try:
            answers.append({"nquads": jsonld.normalize(document, {
                "algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": loader})})
        except Exception as error:  # pylint: disable=broad-except
            answers.append({"error": repr(error)})
    return answers


def expanded(context, root):
    """The terms of a context as our tables write them."""
    made = {}
    for key, value in context.items():
        if key[0] == "@" or key in ("id", "type"):
            continue
        term = {"@id": value} if isinstance(value, str) else dict(value)
        iri = term["@id"]
        if ":" not in iri:
            iri = root[iri]["@id"]
        term["@id"] = "<" + iri + ">"
        if ":" in term.get("@type", ""):
            term["@type"] = "<" + term["@type"] + ">"
        if term.get("@context"):
            term["@context"] = expanded(term["@context"], root)
        elif "@context" in term:
            assert term["@container"] == "@graph"  # such terms are refused
            del term["@context"]
        made[key] = term
    return made


def terms(contexts, tables):
    wrong = [url for url in tables if tables[url] != expanded(contexts[url]["@context"], contexts[url]["@context"])]
    if wrong or set(tables) != {VC, OB, DI}:
        sys.exit("not as published: %s" % wrong)
    return sum(json.dumps(table).count('"@id"') for table in tables.values())


def compare(name, ours, other_name, other):
    counts = {"same": 0, "refused": 0}
    if len(ours) != len(other) or not ours:
        sys.exit("%d and %d documents" % (len(ours), len(other)))
    for i, (a, b) in enumerate(zip(ours, other)):
        if ("error" in a) != ("error" in b):
            sys.exit("document %d: %s: %s, %s: %s" % (i, name, a.get("error"), other_name, b.get("error")))
        for key in ("nquads", "jcs"):
            if key in a and key in b and a[key] != b[key]:
                lines = [sorted(set(x[key].split("\n")) - set(y[key].split("\n")))[:5] for x, y in ((a, b), (b, a))]
                sys.exit("document %d: %s: %s has %s, %s has %s" % (i, key, name, lines[0], other_name, lines[1]))
        counts["refused" if "error" in a else "same"] += 1
    return counts


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def main(command, *arguments):
    if command == "documents":
        made = documents(load(arguments[0]), *arguments[1:])
    elif command == "forms":
        made = forms(load(arguments[0]))
    elif command == "terms":
        made = terms(load(arguments[0]), load(arguments[1]))
    else:
        made = compare(arguments[0], load(arguments[1]), arguments[2], load(arguments[3]))
    json.dump(made, sys.stdout, ensure_ascii=False)


main(*sys.argv[1:])
