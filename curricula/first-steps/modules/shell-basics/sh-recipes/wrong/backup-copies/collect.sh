#!/bin/sh

mkdir -p week
cp recipes/*.txt week
cd recipes
ls *.txt >../week/list.txt
