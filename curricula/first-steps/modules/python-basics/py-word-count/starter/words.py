import json
import sys

counts = {}

print(json.dumps(counts, ensure_ascii=False))
