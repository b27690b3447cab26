count=0
for photo in *.JPG; do
	new=${photo%.JPG}.jpg
	if [ -f $photo ] && [ ! -e $new ]; then
		mv $photo $new
		count=$((count + 1))
	fi
done
echo "$count files renamed"
