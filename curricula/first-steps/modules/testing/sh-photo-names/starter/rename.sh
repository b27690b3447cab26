for photo in *.JPG; do
	echo "$photo"
done
