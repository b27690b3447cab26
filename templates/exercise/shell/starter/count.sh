#!/bin/sh
# "$1" is the name of the file.
