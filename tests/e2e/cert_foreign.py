"""Verifies the eddsa-rdfc-2022 proof of credentials with PyLD and python3-cryptography; nothing is fetched.

usage: cert_foreign.py CONTEXTS FILE…      prints verified or refused for each file
"""
import hashlib
import json
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pyld import jsonld

DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def multibase(text):
    assert text[0] == "z"
    number = 0
    for digit in text[1:]:
        number = number * 58 + DIGITS.index(digit)
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def canonical(document, contexts):
    def loader(url, _options):
        return {"contextUrl": None, "documentUrl": url, "document": contexts[url], "contentType": "application/ld+json"}

    text = jsonld.normalize(document, {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": loader})
    return hashlib.sha256(text.encode()).digest()


def verify(credential, contexts):
    proof = dict(next(p for p in credential.pop("proof") if p["cryptosuite"] == "eddsa-rdfc-2022"))
    signature = multibase(proof.pop("proofValue"))
    proof["@context"] = credential["@context"]
    key = multibase(proof["verificationMethod"].split("#")[1])
    assert key[:2] == b"\xed\x01" and proof["verificationMethod"].split("#")[0] == credential["issuer"]["id"]
    try:
        Ed25519PublicKey.from_public_bytes(key[2:]).verify(signature, canonical(proof, contexts) + canonical(credential, contexts))
    except InvalidSignature:
        return "refused"
    return "verified"


def main(contexts, *files):
    with open(contexts, encoding="utf-8") as file:
        contexts = json.load(file)
    for path in files:
        with open(path, encoding="utf-8") as file:
            print(verify(json.load(file), contexts))


main(*sys.argv[1:])
