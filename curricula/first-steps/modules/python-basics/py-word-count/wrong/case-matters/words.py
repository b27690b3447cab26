import json

counts = {}
for word in input().split():
    word = word.strip(".,;:!?¡¿()«»\"،؟؛")
    if word:
        counts[word] = counts.get(word, 0) + 1

print(json.dumps(counts, ensure_ascii=False))
