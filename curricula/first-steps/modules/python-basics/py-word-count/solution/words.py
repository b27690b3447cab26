import json
import sys

SIGNS = ".,;:!?¡¿()«»\"،؟؛"

counts = {}
for word in sys.stdin.read().lower().split():
    word = word.strip(SIGNS)
    if word:
        counts[word] = counts.get(word, 0) + 1

print(json.dumps(counts, ensure_ascii=False))
