export const thrice = (number) => 3 * number;
