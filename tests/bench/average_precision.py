#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How well a list of pairs, the most alike first, finds those that are alike: average precision over all pairs.

usage: average_precision.py TRUTH <lines "a b score">

Prints the average precision and, by level, how much of each was found before the first wrong pair in ten.  Pairs of one
score count as if those that are wrong came first.  Pairs that are not in the list were not found.
"""
import sys


def main():
    truth = {}
    with open(sys.argv[1], encoding='utf-8') as file:
        for line in file:
            a, b, level = line.split()
            truth[(a, b)] = level
    found = {}
    for line in sys.stdin:
        a, b, score = line.split()
        pair = (min(a, b), max(a, b))
        if a != b:
            found[pair] = max(found.get(pair, 0.0), float(score))
    right = wrong = 0
    total, at = 0.0, {}
    for pair in sorted(found, key=lambda p: (-found[p], p in truth)):
        if found[pair] <= 0:
            break
        if pair in truth:
            right += 1
            total += right / (right + wrong)
            if wrong <= (right + wrong) / 10:
                at[truth[pair]] = at.get(truth[pair], 0) + 1
        else:
            wrong += 1
    levels = sorted(set(truth.values()))
    counts = {level: sum(1 for l in truth.values() if l == level) for level in levels}
    print(f'{total / max(1, len(truth)):.3f}', ' '.join(f'{l}={at.get(l, 0)}/{counts[l]}' for l in levels))


if __name__ == '__main__':
    main()
