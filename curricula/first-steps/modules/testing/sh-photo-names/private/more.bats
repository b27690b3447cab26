@test "names of other alphabets" {
	script=$PWD/rename.sh
	cd "$(mktemp -d)"
	touch "Plaça d'Espanya.JPG" صورة.JPG море.JPG
	run sh "$script"
	[ "$output" = "3 files renamed" ]
	[ -e صورة.jpg ]
	[ -e "Plaça d'Espanya.jpg" ]
}
