#!/bin/sh
# The first word after the script is in $1; the number of words is in $#.

echo "Good morning!"
