#!/bin/sh
# Reads a list of loans and prints how often each title was lent.

cut -d , -f 1
