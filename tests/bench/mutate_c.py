#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes a corpus to measure 'migracode similar' on: programs of this project, and copies of some that were disguised.

usage: mutate_c.py OUT ORIGINALS COPIES SEED TASKS FILE.c...

With TASKS, the programs are of so many tasks, each with some hundred lines that all its programs begin with, and that three of
five have changed in a few places; 0: they have nothing in common.

OUT/<name>/main.c is a program each; OUT.truth has a line "a b level" for every pair that is alike.  How copies are
disguised was thought out without looking at what 'migracode similar' can see through:
  L1 comments and layout          L5 L4 and dead statements for one in seven
  L2 L1 and every name            L6 L4 and dead statements for one in three
  L3 L2 and the order of parts    P  half of one program among half of another
  L4 L3 and other words for the same: loops, operators, indices, operands, conditions, braces, casts
"""
import os
import random
import re
import sys

TOKEN = re.compile(r'''
    (?P<comment>/\*.*?\*/|//[^\n]*)
  | (?P<directive>^[ \t]*\#(?:[^\n\\]|\\.|\\\n)*)
  | (?P<string>L?"(?:[^"\\]|\\.)*")
  | (?P<char>'(?:[^'\\]|\\.)*')
  | (?P<number>0[xX][0-9a-fA-F]+\w*|\d+(?:\.\d+)?\w*)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<op><<=|>>=|\.\.\.|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[-+*/%=<>!&|^~?:;,.(){}\[\]])
  | (?P<space>\s+)
''', re.X | re.S | re.M)

KEPT = set('''auto break case char const continue default do double else enum extern float for goto if inline int long register
restrict return short signed sizeof static struct switch typedef union unsigned void volatile while bool true false NULL
size_t ssize_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t uintptr_t FILE
main printf fprintf snprintf sprintf puts fputs putchar fputc getchar fgetc fopen fclose fread fwrite fflush malloc calloc
realloc free memcpy memmove memset memcmp memchr strlen strcmp strncmp strchr strrchr strstr strcpy strcat strtol strtod qsort
bsearch abort exit assert isdigit isalpha isspace toupper tolower stdin stdout stderr errno EOF'''.split())


def tokens_of(text):
    """(kind, text) without white space and comments."""
    out = []
    for match in TOKEN.finditer(text):
        kind = match.lastgroup
        if kind not in ('space', 'comment'):
            out.append((kind, match.group().strip()))
    return out


def parts_of(tokens):
    """Cuts a program at its outermost level: directives, declarations, functions."""
    parts, part, depth = [], [], 0
    for kind, text in tokens:
        if kind == 'directive' and depth == 0:
            if part:
                parts.append(part)
            parts.append([(kind, text)])
            part = []
            continue
        part.append((kind, text))
        if text in '{([' and kind == 'op':
            depth += 1
        elif text in '})]' and kind == 'op':
            depth -= 1
            if depth == 0 and text == '}' and is_function(part):
                parts.append(part)
                part = []
        elif text == ';' and depth == 0:
            parts.append(part)
            part = []
    return parts + ([part] if part else [])


def is_function(part):
    """A part that ends with '}' and has ')' before the first '{' on its outermost level."""
    depth, before = 0, ''
    for kind, text in part:
        if text == '{' and kind == 'op' and depth == 0:
            return before == ')'
        if kind == 'op' and text in '([{':
            depth += 1
        if kind == 'op' and text in ')]}':
            depth -= 1
        before = text
    return False


# ---- how tokens are written down again ----

def layout(tokens, rng):
    """Writes tokens with a layout of its own: indent, braces, blanks, comments, empty lines."""
    indent = rng.choice(['  ', '   ', '    ', '\t', '        '])
    own_line, tight, remarks = rng.random() < 0.5, rng.random() < 0.4, rng.random() < 0.5
    out, depth, parens, start = [], 0, 0, True

    def line():
        nonlocal start
        out.append('\n')
        start = True

    for i, (kind, text) in enumerate(tokens):
        following = tokens[i + 1][1] if i + 1 < len(tokens) else ''
        if kind == 'directive':
            if not start:
                line()
            out.append(text)
            line()
            continue
        if text == '}' and parens == 0:
            depth = max(0, depth - 1)
            if not start:
                line()
        if text == '{' and parens == 0 and own_line and not start:
            line()
        if start:
            out.append(indent * depth)
        elif needs_blank(out[-1], text) or not tight or text == '{':
            out.append(' ')
        out.append(text)
        start = False
        parens += text in '([' and kind == 'op'
        parens -= text in ')]' and kind == 'op'
        if parens == 0 and text == '{':
            depth += 1
            line()
        elif parens == 0 and (text == ';' or (text == '}' and following not in (';', ',', ')', 'else', 'while'))):
            if remarks and rng.random() < 0.06:
                out.append('  // ' + rng.choice(['see above', 'this is needed', 'now the next one', 'check', 'step', 'ok']))
            line()
            if depth == 0 or rng.random() < 0.04:
                line()
    return ''.join(out) + '\n'


def needs_blank(before, text):
    if not before or not text:
        return False
    a, b = before[-1], text[0]
    return (a.isalnum() or a in '_"\'') and (b.isalnum() or b in '_"\'') or a in '+-*/&|<>=!%^' and b in '+-*/&|<>=!%^'


# ---- disguises ----

def rename(tokens, rng):
    words = 'alpha beta count item total index value node list text buffer result size left right first last entry data part'.split()
    names, used = {}, set(KEPT)

    def new_name(old):
        while True:
            word = rng.choice(words) + rng.choice(['', '_', 'X']) + rng.choice(words) + str(rng.randrange(900))
            if rng.random() < 0.3:
                word = rng.choice('abcdefghijklmnpqrstuvwxyz') + str(rng.randrange(2000))
            if word not in used:
                used.add(word)
                return word.upper() if old.isupper() else word

    out = []
    for kind, text in tokens:
        if kind == 'name' and text not in KEPT:
            if text not in names:
                names[text] = new_name(text)
            text = names[text]
        elif kind == 'directive' and text.startswith('#define'):
            text = re.sub(r'[A-Za-z_]\w*', lambda m: names.get(m.group()) or m.group(), text)
        out.append((kind, text))
    return out


def reorder(tokens, rng):
    parts = parts_of(tokens)
    heads = [p for p in parts if p[0][0] == 'directive']
    functions = [p for p in parts if p[0][0] != 'directive' and is_function(p)]
    others = [p for p in parts if p[0][0] != 'directive' and not is_function(p)]
    for group in (heads, functions, others):
        rng.shuffle(group)
    return [token for part in heads + others + functions for token in part]


def op(text):
    return ('op', text)


def is_simple(token):
    return token[0] in ('name', 'number', 'char') and token[1] not in KEPT


def closing(tokens, at):
    """Index of the bracket that closes the one at `at`, or -1."""
    depth = 0
    for i in range(at, len(tokens)):
        if tokens[i][0] == 'op' and tokens[i][1] in '([{':
            depth += 1
        if tokens[i][0] == 'op' and tokens[i][1] in ')]}':
            depth -= 1
            if depth == 0:
                return i
    return -1


def split_at(tokens, mark):
    """Cuts at a mark on the outermost level."""
    out, piece, depth = [], [], 0
    for token in tokens:
        depth += token[0] == 'op' and token[1] in '([{'
        depth -= token[0] == 'op' and token[1] in ')]}'
        if depth == 0 and token == op(mark):
            out.append(piece)
            piece = []
        else:
            piece.append(token)
    return out + [piece]


def loops(tokens, rng):
    """for becomes while, and while becomes for."""
    out, i = [], 0
    while i < len(tokens):
        kind, text = tokens[i]
        end = closing(tokens, i + 1) if text in ('for', 'while') and i + 1 < len(tokens) else -1
        if end > 0 and text == 'for' and tokens[end + 1:end + 2] == [op('{')] and rng.random() < 0.7:
            head = split_at(tokens[i + 2:end], ';')
            close = closing(tokens, end + 1)
            body = tokens[end + 2:close]
            if len(head) == 3 and ('name', 'continue') not in body:
                first, test, step = head
                declares = len(first) > 2 and first[0][0] == 'name' and first[1][0] == 'name'
                loop = [('name', 'while'), op('(')] + (test or [('number', '1')]) + [op(')'), op('{')] + loops(body, rng)
                loop += (step + [op(';')] if step else []) + [op('}')]
                opened = first + [op(';')] if first else []
                out += ([op('{')] + opened + loop + [op('}')]) if declares else opened + loop
                i = close + 1
                continue
        if end > 0 and text == 'while' and tokens[end + 1:end + 2] != [op(';')] and rng.random() < 0.5:
            out += [('name', 'for'), op('('), op(';')] + tokens[i + 2:end] + [op(';'), op(')')]
            i = end + 1
            continue
        out.append((kind, text))
        i += 1
    return out


MIRROR = {'<': '>', '>': '<', '<=': '>=', '>=': '<=', '==': '==', '!=': '!=', '+': '+', '*': '*', '&&': '&&'}


def operators(tokens, rng):
    """i++ and i += 1, x += y and x = x + y, a < b and b > a, a[i] and *(a + i), p->q and (*p).q, !x and x == 0."""
    out, i = [], 0

    def at(k):
        return tokens[i + k] if 0 <= i + k < len(tokens) else op('')

    while i < len(tokens):
        token, before = tokens[i], out[-1] if out else op(';')
        apart = before[1] in (';', '{', '}', '(', ',', '=', '&&', '||', 'return', ')')
        chance = rng.random()
        if before[1] in ';{}' and is_simple(token) and at(1)[1] in ('++', '--') and at(2)[1] == ';' and chance < 0.7:
            sign = at(1)[1][0]
            out += [token, op(sign + '='), ('number', '1')] if chance < 0.35 else [token, op('='), token, op(sign), ('number', '1')]
            i += 2
        elif before[1] in ';{}' and is_simple(token) and at(1)[1] in ('+=', '-=', '*=') and is_simple(at(2)) and at(3)[1] == ';' \
                and chance < 0.7:
            out += [token, op('='), token, op(at(1)[1][0]), at(2)]
            i += 3
        elif apart and before[1] != ')' and is_simple(token) and at(1)[1] in MIRROR and is_simple(at(2)) \
                and at(3)[1] in (')', ';', '&&', '||', ',') and chance < 0.5 and not (at(1)[1] == '*' and before[1] in ';{},('):
            out += [at(2), op(MIRROR[at(1)[1]]), token]
            i += 3
        elif token[0] == 'name' and token[1] not in KEPT and at(1)[1] == '[' and is_simple(at(2)) and at(3)[1] == ']' \
                and before[1] in ('(', '=', ',', '==', '<', '>', '+', '-', 'return', '&&', '||') and at(4)[1] != '[' and chance < 0.5:
            out += [op('*'), op('('), token, op('+'), at(2), op(')')]
            i += 4
        elif token[0] == 'name' and at(1)[1] == '->' and before[1] in ('(', '=', ',', ';', '{', 'return') and chance < 0.15:
            out += [op('('), op('*'), token, op(')'), op('.')]
            i += 2
        elif token[1] == '!' and is_simple(at(1)) and at(2)[1] in (')', '&&', '||', ';') and chance < 0.6:
            out += [at(1), op('=='), ('number', '0')]
            i += 2
        else:
            out.append(token)
            i += 1
    return out


def conditions(tokens, rng):
    """if (c) return a; return b; and its like: swapped branches with a negated condition, and braces or none."""
    out, i = [], 0
    while i < len(tokens):
        if tokens[i] == ('name', 'if') and tokens[i + 1:i + 2] == [op('(')]:
            end = closing(tokens, i + 1)
            if end > 0 and tokens[end + 1] == op('{') and rng.random() < 0.25:
                close = closing(tokens, end + 1)
                if tokens[close + 1:close + 3] == [('name', 'else'), op('{')]:
                    last = closing(tokens, close + 2)
                    out += [('name', 'if'), op('('), op('!'), op('(')] + tokens[i + 2:end] + [op(')'), op(')')]
                    out += conditions(tokens[close + 2:last + 1], rng) + [('name', 'else')]
                    out += conditions(tokens[end + 1:close + 1], rng)
                    i = last + 1
                    continue
            if end > 0 and tokens[end + 1] not in (op('{'), op(';'), ('name', 'if')) and rng.random() < 0.6:
                stop = end + 1
                depth = 0
                while stop < len(tokens) and not (depth == 0 and tokens[stop] == op(';')):
                    depth += tokens[stop][1] in '([{' and tokens[stop][0] == 'op'
                    depth -= tokens[stop][1] in ')]}' and tokens[stop][0] == 'op'
                    stop += 1
                words = {text for kind, text in tokens[end + 1:stop] if kind == 'name'}
                if not words & {'for', 'while', 'if', 'do', 'switch'}:
                    out += tokens[i:end + 1] + [op('{')] + tokens[end + 1:stop + 1] + [op('}')]
                    i = stop + 1
                    continue
        if tokens[i] == ('name', 'return') and rng.random() < 0.2:
            stop = i
            while stop < len(tokens) and tokens[stop] != op(';'):
                stop += 1
            if stop > i + 1 and op('{') not in tokens[i:stop]:
                out += [('name', 'return'), op('(')] + tokens[i + 1:stop] + [op(')')]
                i = stop
                continue
        out.append(tokens[i])
        i += 1
    return out


def wrapped(tokens, rng):
    """Statements in braces of their own, behind a condition that is always true, or in a loop that runs once."""
    out, start, parens, depth = [], 0, 0, 0
    for i, (kind, text) in enumerate(tokens):
        out.append((kind, text))
        if kind != 'op':
            continue
        parens += text in '(['
        parens -= text in ')]'
        depth += text == '{'
        depth -= text == '}'
        if text in '{};' and parens == 0:
            statement = out[start:]
            words = {word for k, word in statement if k == 'name'}
            if text == ';' and depth > 0 and len(statement) > 3 and statement[1][1] in ('(', '=', '->', '[', '.') \
                    and not words & {'return', 'break', 'continue', 'for', 'while', 'if', 'else', 'do', 'case'} and rng.random() < 0.15:
                around = rng.choice(['{ %s }', 'if (1) { %s }', 'do { %s } while (0);', '{ { %s } }']).split('%s')
                out[start:] = tokens_of(around[0]) + statement + tokens_of(around[1])
            start = len(out)
    return out


def other_words(tokens, rng):
    return wrapped(conditions(operators(loops(tokens, rng), rng), rng), rng)


def dead_code(tokens, rng, share):
    """Puts statements without effect behind one in so many statements inside of functions."""
    out, depth, parens, number = [], 0, 0, 0
    in_function = [False]
    for i, (kind, text) in enumerate(tokens):
        out.append((kind, text))
        if kind != 'op':
            continue
        if text == '{':
            before = tokens[i - 1][1] if i else ''
            in_function.append(before == ')' or in_function[-1] and before in (';', '{', '}', 'else', 'do'))
            depth += 1
        elif text == '}':
            depth -= 1
            if len(in_function) > 1:
                in_function.pop()
        parens += text in '(['
        parens -= text in ')]'
        if text == ';' and parens == 0 and depth > 0 and in_function[-1] and rng.random() < share \
                and tokens[i + 1:i + 2] != [('name', 'else')]:
            number += 1
            out += tokens_of(rng.choice([
                'int spare{n} = {k}; spare{n} = spare{n} + {k};', 'if (0) {{ puts("never {n}"); }}', 'unsigned extra{n} = {k}u; (void)extra{n};',
                'do {{ int tmp{n} = {k}; (void)tmp{n}; }} while (0);', 'static int seen{n}; seen{n}++;', ';',
                'const char *mark{n} = "mark {k}"; if (mark{n} == NULL) {{ abort(); }}',
            ]).format(n=number + rng.randrange(1000), k=rng.randrange(1, 99)))
    return out


def disguise(text, level, rng):
    tokens = tokens_of(text)
    if level >= 4:
        tokens = other_words(tokens, rng)
    if level >= 5:
        tokens = dead_code(tokens, rng, 0.15 if level == 5 else 0.35)
    if level >= 3:
        tokens = reorder(tokens, rng)
    if level >= 2:
        tokens = rename(tokens, rng)
    return layout(tokens, rng)


def half(text, rng):
    parts = [p for p in parts_of(tokens_of(text)) if p[0][0] != 'directive']
    rng.shuffle(parts)
    kept, size, whole = [], 0, sum(len(p) for p in parts)
    for part in parts:
        if size < whole / 2:
            kept += part
            size += len(part)
    return kept


# ---- programs ----

def shingles(text):
    """What two programs must not share too much of, to count as two: by a measure of its own."""
    plain = [kind if kind in ('name', 'number', 'string', 'char') and word not in KEPT else word for kind, word in tokens_of(text)
             if kind != 'directive']
    return {hash(tuple(plain[i:i + 8])) for i in range(max(0, len(plain) - 7))}


def programs(paths, wanted, rng):
    """Whole files, and halves of long ones; those that are much like one before are left out."""
    pieces = []
    for path in sorted(paths):
        with open(path, encoding='utf-8', errors='replace') as file:
            text = file.read()
        parts = parts_of(tokens_of(text))
        size = sum(len(p) for p in parts)
        cuts = max(1, size // 450)
        groups = [[] for _ in range(cuts)]
        filled = 0
        for part in parts:
            groups[min(cuts - 1, filled * cuts // max(1, size))] += part
            filled += len(part)
        for group in groups:
            if len(group) >= 200:
                pieces.append(layout(group, random.Random(1)))
    rng.shuffle(pieces)
    kept, seen, owners = [], [], {}
    for piece in pieces:
        own = shingles(piece)
        near = {}
        for shingle in own:
            for index in owners.get(shingle, ()):
                near[index] = near.get(index, 0) + 1
        if any(count > 0.3 * min(len(own), len(seen[index])) for index, count in near.items()):
            continue
        for shingle in own:
            owners.setdefault(shingle, []).append(len(seen))
        seen.append(own)
        kept.append(piece)
        if len(kept) == wanted:
            break
    return kept


def edited(text, rng):
    """The starter as somebody handed it in: as it was, or with a few lines changed, gone or new."""
    lines = text.splitlines()
    for _ in range(rng.randrange(1, 5) if rng.random() < 0.6 else 0):
        at = rng.randrange(len(lines))
        lines[at:at + 1] = rng.choice([[], [lines[at], 'int changed_%d = %d;' % (rng.randrange(99), rng.randrange(99))]])
    return '\n'.join(lines) + '\n'


def with_starters(base, tasks, rng):
    """The last programs become what the others begin with."""
    if tasks == 0:
        return base
    starters, rest = base[-tasks:], base[:-tasks]
    return [edited(starters[i % tasks], rng) + text for i, text in enumerate(rest)]


def main():
    out, originals, copies, seed, tasks = sys.argv[1], *map(int, sys.argv[2:6])
    rng = random.Random(seed)
    base = with_starters(programs(sys.argv[6:], originals + tasks, rng), tasks, rng)
    truth, families = [], {}
    made = [(f'p{i:05d}', text) for i, text in enumerate(base)]
    for i in range(copies):
        name, level = f'q{i:05d}', 1 + i % 7
        a = rng.randrange(len(base))
        if level == 7:
            b = (a + max(1, tasks) * rng.randrange(1, len(base) // max(1, tasks))) % len(base)
            made.append((name, layout(rename(half(base[a], rng) + half(base[b], rng), rng), rng)))
            truth += [(f'p{a:05d}', name, 'P'), (f'p{b:05d}', name, 'P')]
            continue
        made.append((name, disguise(base[a], level, rng)))
        truth.append((f'p{a:05d}', name, f'L{level}'))
        for other, its_level in families.get(a, []):
            truth.append((other, name, f'L{max(level, its_level)}'))
        families.setdefault(a, []).append((name, level))
    for name, text in made:
        os.makedirs(os.path.join(out, name))
        with open(os.path.join(out, name, 'main.c'), 'w', encoding='utf-8') as file:
            file.write(text)
    with open(out + '.truth', 'w', encoding='utf-8') as file:
        file.writelines(f'{min(a, b)} {max(a, b)} {level}\n' for a, b, level in truth if a != b)
    print(len(base), len(made))


if __name__ == '__main__':
    main()
