const assert = require('node:assert');

function root(n) {
  assert.ok(n >= 0, 'no root of a negative number');
  return Math.sqrt(n);
}

function testRoot() {
  try {
    root(-1);
  } catch (error) {
    console.log('Error:', error.message);
  }
  assert.strictEqual(root(9), 3);
}

function testThatFails() {
  assert.strictEqual(root(9), 4);
}

let tries = 0;
function testThird() {
  assert.strictEqual(++tries, 3);
}

try {
  console.log(root(-4));
} catch (error) {
  console.error(error.message);
}
testRoot();
try {
  testThatFails();
} catch (error) {
  console.error(error.message);
}
for (;;) {
  try {
    testThird();
    break;
  } catch (error) {
    console.log('once more:', error.message);
  }
}
