#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Looks for names where none may be: tests/leaks.py PATH... -- NAME...

Every file below each PATH, its name, and what a link says, is searched for every NAME in any mixture of cases, with and
without marks on letters, its words in either order and, when long enough, alone, and for hashes without a key that
anybody could compute from it. Text is looked for in UTF-8, UTF-16, UTF-32 and code pages, and behind what programs put
around it: hexadecimal, base64, percent signs, escapes of JSON, HTML, C and mail, and compression.

Exit status: 0 nothing found, 1 found (says where), 2 nothing was searched, or it cannot be.
"""
import base64
import binascii
import bz2
import hashlib
import html
import io
import lzma
import os
import quopri
import re
import stat
import sys
import unicodedata
import zipfile
import zlib

MIN_BYTES = 5  # of UTF-8: what is shorter turns up in random bytes
MAX_BYTES = 1 << 30
MAX_DEPTH = 3  # base64 in JSON in a compressed file
WINDOW = 256  # bytes before and behind what is worth a closer look
WIDE = re.compile(rb"(?:[ -~]\0{1,3}){2}")
HASHES = (hashlib.md5, hashlib.sha1, hashlib.sha256, hashlib.sha512, hashlib.blake2b,
          lambda data: hashlib.blake2b(data, digest_size=32), lambda data: hashlib.blake2b(data, digest_size=16))
SEPARATORS = re.compile(r"[\s\-_.,+/']+")
# Marks, joiners, and what stands between words.
DROPPED = re.compile("[\u0300-\u036f\u0483-\u0487\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\\s\\-_.,+/']+")
LETTERS = (("\u00f8", "o"), ("\u0142", "l"), ("\u0111", "d"), ("\u00e6", "ae"), ("\u0153", "oe"), ("\u0131", "i"))


def fold(text):
    """Without case, marks, and what stands between words; names and the texts that they are looked for in alike."""
    text = DROPPED.sub("", unicodedata.normalize("NFKD", text.casefold()))
    for letter, other in LETTERS:
        text = text.replace(letter, other)
    return text


def is_in(text, encoding):
    try:
        text.encode(encoding)
        return True
    except UnicodeEncodeError:
        return False


def windows(data, pattern):
    """Only what is near to a match."""
    pieces, end = [], 0
    for match in pattern.finditer(data):
        start = max(match.start() - WINDOW, end)
        end = max(min(match.end() + WINDOW, len(data)), end)
        if pieces and start > pieces[-1][1]:
            pieces.append([start, end])
        elif pieces:
            pieces[-1][1] = end
        else:
            pieces.append([start, end])
    return (b"\0" * 8).join(data[start:end] for start, end in pieces)


class Name:
    def __init__(self, name):
        words = [word for word in SEPARATORS.split(name) if word]
        orders = (words[1:] + words[:1], words[-1:] + words[:-1], words)
        self.texts = {fold(word): "one word" for word in words if len(fold(word).encode()) >= MIN_BYTES}
        self.texts |= {fold("".join(order)): "other order" for order in orders[:2]}
        self.texts[fold(name)] = "whole"
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        forms = {name, name.lower(), name.upper(), name.casefold(), plain, plain.lower(), fold(name)}
        self.is_latin = fold(name).isascii()
        self.code_pages = {page for page in ("cp1251", "cp1256", "iso8859-2")
                           if is_in(name, page) and not name.isascii()}
        self.hashes = {make(form.encode()).digest() for form in forms for make in HASHES}


def texts_of(data, names):
    """Pairs of an encoding and what the bytes say in it, folded."""
    for encoding in {"utf-8", "cp1252"}.union(*(name.code_pages for name in names)):
        yield encoding, fold(data.decode(encoding, "replace"))
    wide = windows(data, WIDE) if all(name.is_latin for name in names) else data
    # UTF-32 without its zeros is UTF-16.
    for what, part in (("UTF-16", wide), ("UTF-32", wide.replace(b"\0\0", b"") if b"\0\0" in wide else b"")):
        for start in (0, 1) if part else ():
            for encoding in ("utf-16-le", "utf-16-be"):
                yield what, fold(part[start:].decode(encoding, "replace"))


def unpercent(data):
    return re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), data)


def unescape(data):
    """\\u00e9, \\u{e9}, \\xe9, \\351; two halves of a pair become one."""
    def unit(match):
        number = int(match[1] or match[2], 16)
        return chr(number).encode("utf-8", "surrogatepass") if number < 0x110000 else match[0]
    data = re.sub(rb"\\u(?:([0-9A-Fa-f]{4})|\{([0-9A-Fa-f]{1,6})\})", unit, data)

    def pair(match):
        return match[0].decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16").encode()
    data = re.sub(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]", pair, data)
    data = re.sub(rb"\\x([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), data)
    return re.sub(rb"\\([0-3][0-7]{2})", lambda m: bytes([int(m[1], 8)]), data)


def unhtml(data):
    def character(match):
        return html.unescape(match[0].decode("ascii", "replace")).encode("utf-8", "replace")
    return re.sub(rb"&#?\w{1,10};", character, data)


def unquoted(data):
    return quopri.decodestring(data)


ESCAPES = (("percent signs", re.compile(rb"%[0-9A-Fa-f]{2}"), unpercent),
           ("escapes", re.compile(rb"\\(?:u[0-9A-Fa-f]{4}|u\{|x[0-9A-Fa-f]{2}|[0-3][0-7]{2})"), unescape),
           ("HTML", re.compile(rb"&#?\w{1,10};"), unhtml),
           ("mail", re.compile(rb"=(?:[0-9A-Fa-f]{2}|\r?\n)"), unquoted))


def hex_runs(data):
    for run in re.findall(rb"(?:[0-9A-Fa-f]{2}[ :\r\n]{0,2}){%d,}[0-9A-Fa-f]?" % MIN_BYTES, data):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", run)
        for start in (0, 1):
            part = digits[start:]
            yield binascii.unhexlify(part[:len(part) // 2 * 2])


def base64_runs(data):
    data = re.sub(rb"(?<=[A-Za-z0-9+/_-])(?:\r?\n|\\n)[ \t]*(?=[A-Za-z0-9+/_-])", b"", data)
    for run in re.findall(rb"[A-Za-z0-9+/_-]{6,}", data):
        run = run.translate(bytes.maketrans(b"-_", b"+/"))
        for start in range(4):
            part = run[start:]
            part = part[:len(part) - 1] if len(part) % 4 == 1 else part
            yield base64.b64decode(part + b"=" * (-len(part) % 4))


def unpacked(data):
    """What is compressed, from the start of a file or inside of one."""
    for match in re.finditer(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]", data):
        try:
            piece = zlib.decompressobj(47).decompress(data[match.start():], MAX_BYTES)
            if piece:
                yield piece
        except zlib.error:
            pass
    for start, module in ((b"BZh", bz2), (b"\xfd7zXZ\0", lzma)):
        if data.startswith(start):
            try:
                yield module.decompress(data)
            except (OSError, EOFError, lzma.LZMAError):
                pass
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for entry in archive.infolist():
                    yield entry.filename.encode()
                    yield archive.read(entry)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
            pass


def views(data, how="", depth=0):
    """Pairs of how it was got at, and bytes."""
    yield how, data
    for what, pattern, change in ESCAPES:
        part = windows(data, pattern)
        if part:
            yield f"{how} behind {what}", change(part)
    if depth >= MAX_DEPTH:
        return
    for what, pieces in (("hexadecimal", hex_runs), ("base64", base64_runs)):
        piece = b"\0\0\0\0\0\0\0\0".join(pieces(data))
        if piece:
            yield from views(piece, f"{how} in {what}", depth + 1)
    for piece in unpacked(data):
        yield from views(piece, f"{how} compressed", depth + 1)


def look(place, data, names):
    found = set()
    for how, view in views(data):
        for number, name in enumerate(names, 1):
            if any(value in view for value in name.hashes):
                found.add(f"{place}: name {number} (hash without a key{how})")
        for encoding, text in texts_of(view, names):
            for number, name in enumerate(names, 1):
                found |= {f"{place}: name {number} ({what}, {encoding}{how})"
                          for part, what in name.texts.items() if part in text}
    return found


def walk(path):
    """Pairs of a place and its bytes: of files, their names, and links."""
    mode = os.lstat(path).st_mode
    yield f"name of {path}", os.path.basename(os.fsencode(path))
    if stat.S_ISDIR(mode):
        for entry in sorted(os.listdir(path)):
            yield from walk(os.path.join(path, entry))
    elif stat.S_ISLNK(mode):
        yield f"link {path}", os.fsencode(os.readlink(path))
    elif stat.S_ISREG(mode):
        if os.path.getsize(path) > MAX_BYTES:
            raise OSError(f"{path} is too large")
        with open(path, "rb") as file:
            yield path, file.read()


def main(words):
    if "--" not in words or words.index("--") == 0 or words[-1] == "--":
        print("usage: tests/leaks.py PATH... -- NAME...", file=sys.stderr)
        return 2
    cut = words.index("--")
    for name in words[cut + 1:]:
        if len(name.encode()) < MIN_BYTES:
            print(f"a name of less than {MIN_BYTES} bytes would be found everywhere", file=sys.stderr)
            return 2
    names = [Name(name) for name in words[cut + 1:]]
    found, count = set(), 0
    try:
        for path in words[:cut]:
            for place, data in walk(path):
                count += not place.startswith("name of ")
                found |= look(place, data, names)
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    for line in sorted(found):
        print(line)
    if not count and not found:
        print("there was no file to search", file=sys.stderr)
        return 2
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
