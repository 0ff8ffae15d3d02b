const test = require('node:test');
const assert = require('node:assert');

const add = (a, b) => a + b;
module.exports = { add };

test('adds', () => {
  assert.strictEqual(module.exports.add(1, 2), 3);
});
