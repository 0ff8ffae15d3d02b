import { unused } from 'a-module-of-which-nothing-is-used';
import * as assert from 'assert';

function sumOfDigits(text: string): number {
  let sum = 0;
  for (const digit of text) {
    sum += digit - '0';
  }
  return sum;
}

assert.equal(sumOfDigits('123'), 6);
