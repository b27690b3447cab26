#!/bin/sh
set -e

mkdir week
cp recipes/*.txt week
cd recipes
ls *.txt >../week/list.txt
