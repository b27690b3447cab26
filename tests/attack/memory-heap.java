// SPDX-License-Identifier: MIT
// Lets the heap grow without end. Expected: error, memory (or the exit status of java's own limit).
import java.util.ArrayList;

public class Main {
	public static void main(String[] args) {
		ArrayList<int[]> rows = new ArrayList<>();

		for (;;)
			rows.add(new int[100000]);
	}
}
