const assert = require('node:assert');

const add = (a, b) => a - b;

let passed = 0;
let failed = 0;

function test(name, body) {
  try {
    body();
    passed++;
    console.log(`✓ ${name}`);
  } catch (error) {
    failed++;
    console.log(`✗ ${name}: ${error.message}`);
  }
}

test('adds', () => assert.strictEqual(add(1, 2), 3));
test('adds nothing', () => assert.strictEqual(add(0, 0), 0));
console.log(`${passed} passed, ${failed} failed`);
