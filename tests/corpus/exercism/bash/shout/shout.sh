#!/usr/bin/env bash

# Print the word in capitals, with an exclamation mark.
