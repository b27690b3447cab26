import json
import sys

counts = {}
for word in sys.stdin.read().lower().rstrip("\n").split(" "):
    word = word.strip(".,;:!?¡¿()«»\"،؟؛")
    counts[word] = counts.get(word, 0) + 1

print(json.dumps(counts, ensure_ascii=False))
