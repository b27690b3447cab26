#!/bin/sh

cut -d , -f 1 | sort | uniq -c | sort -k 1,1nr -k 2
