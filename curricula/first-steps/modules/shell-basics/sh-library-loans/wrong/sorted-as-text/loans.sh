#!/bin/sh

tail -n +2 | cut -d , -f 1 | sort | uniq -c | sed 's/^ *//' | sort -k 1,1r -k 2
