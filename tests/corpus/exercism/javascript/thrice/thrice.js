export const thrice = (number) => {
  throw new Error('Not done yet');
};
