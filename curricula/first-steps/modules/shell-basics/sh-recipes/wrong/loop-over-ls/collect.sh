#!/bin/sh

mkdir -p week
>week/list.txt
for file in $(ls recipes); do
	cp recipes/$file week/
	echo $file >>week/list.txt
done
