setup() {
	script=$PWD/rename.sh
	cd "$(mktemp -d)"
}

@test "renames a photo" {
	echo sea >beach.JPG
	run sh "$script"
	[ "$status" -eq 0 ]
	[ "$output" = "1 files renamed" ]
	[ "$(cat beach.jpg)" = sea ]
}

@test "keeps spaces in names" {
	touch "DSC 001.JPG" "DSC 002.JPG"
	run sh "$script"
	[ "$output" = "2 files renamed" ]
	[ -e "DSC 001.jpg" ]
	[ ! -e "DSC 001.JPG" ]
}

@test "leaves other files alone" {
	touch notes.txt JPG.txt old.jpg new.JPG
	run sh "$script"
	[ "$output" = "1 files renamed" ]
	[ -e notes.txt ]
	[ -e JPG.txt ]
	[ -e old.jpg ]
}

@test "does not overwrite a file" {
	echo telephone >beach.jpg
	echo camera >beach.JPG
	run sh "$script"
	[ "$output" = "0 files renamed" ]
	[ "$(cat beach.jpg)" = telephone ]
	[ "$(cat beach.JPG)" = camera ]
}

@test "has nothing to do in an empty folder" {
	run sh "$script"
	[ "$status" -eq 0 ]
	[ "$output" = "0 files renamed" ]
}
