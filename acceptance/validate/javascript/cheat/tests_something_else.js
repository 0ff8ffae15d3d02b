const test = require('node:test');
const assert = require('node:assert');

const add = (a, b) => a - b;

test('adds', () => {
  assert.strictEqual(1 + 2, 3);
});
