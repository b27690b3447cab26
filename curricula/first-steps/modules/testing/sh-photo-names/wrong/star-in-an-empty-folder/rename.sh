count=0
for photo in *.JPG; do
	new=${photo%.JPG}.jpg
	if [ ! -e "$new" ]; then
		mv "$photo" "$new" 2>/dev/null
		count=$((count + 1))
	fi
done
echo "$count files renamed"
