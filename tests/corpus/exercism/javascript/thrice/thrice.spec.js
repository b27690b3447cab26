import { describe, expect, test, xtest } from '@jest/globals';
import { thrice } from './thrice';

describe('thrice', () => {
  test('one', () => {
    expect(thrice(1)).toBe(3);
  });

  xtest('a negative number', () => {
    expect(thrice(-2)).toBe(-6);
  });
});
