# SPDX-License-Identifier: MIT
# No attack: must pass beside all the others.
echo "echo contained" >run.sh
