grep "$1" found.txt
