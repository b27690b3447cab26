// SPDX-License-Identifier: MIT
// No attack: must pass beside all the others.
public class Main {
	public static void main(String[] args) {
		System.out.println("contained");
	}
}
