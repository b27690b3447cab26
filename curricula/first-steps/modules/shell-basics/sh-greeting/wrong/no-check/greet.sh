#!/bin/sh
echo "Good morning, $1!"
