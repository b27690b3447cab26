# The word is just text. usage: sh tests/text.sh
[ "$(sh lost.sh "(keys")" = "12 black bag (keys, glasses)" ] || exit 1
[ "$(sh lost.sh 2.5)" = "7 children's book, 2.50" ] || exit 1
[ "$(sh lost.sh "k.y")" = "nothing found" ] || exit 1
[ "$(sh lost.sh -shirt)" = "40 T-shirt, white" ] || exit 1
