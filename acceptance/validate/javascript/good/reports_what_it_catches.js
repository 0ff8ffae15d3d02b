const assert = require('node:assert');

const wrong = [];
const report = { error: (test, { message }) => wrong.push([test.name, message]) };
const double = (n) => n + n;

function testDouble() {
  assert.strictEqual(double(2), 4);
}

function testTriple() {
  assert.strictEqual(double(2), 6);
}

for (const test of [testDouble, testTriple]) {
  try {
    test();
  } catch (error) {
    report.error(test, error);
  }
}
assert.deepStrictEqual(wrong.map(([name]) => name), ['testTriple']);
