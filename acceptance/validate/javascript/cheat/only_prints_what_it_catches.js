const assert = require('assert');

function add(a, b) {
  return a - b;
}

function testAdd() {
  assert.strictEqual(add(1, 2), 3);
}

try {
  testAdd();
} catch (error) {
  console.error(error);
}
