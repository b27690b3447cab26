#!/bin/sh

mkdir -p week
cp recipes/*.txt week/
ls week >week/list.txt
