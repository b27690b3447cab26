/* SPDX-License-Identifier: MIT */
/* Twice as many types at every level. Expected: error, build, whose reason is memory or cpu-time or the compiler's own. */
template <unsigned long N, unsigned D> struct twice {
	static const unsigned long value = twice<2 * N, D - 1>::value + twice<2 * N + 1, D - 1>::value;
};
template <unsigned long N> struct twice<N, 0> {
	static const unsigned long value = N;
};

int main()
{
	return (int)twice<1, 40>::value;
}
