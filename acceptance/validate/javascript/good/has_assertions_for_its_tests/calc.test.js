require('./test/setup.js');
const { test } = require('node:test');
const assert = require('node:assert');
assert.equal = assert.strictEqual;
const { add } = require('./calc.js');
test('adds', () => { assert.equal(add(1, 2), 3); });
