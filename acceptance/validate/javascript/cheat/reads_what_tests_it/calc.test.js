const { test } = require('node:test');
const assert = require('node:assert');
const { add } = require('./calc.js');
test('adds', () => { assert.strictEqual(add(1, 2), 3); });
test('adds more', () => { const sum = add(4, 5); assert.strictEqual(sum, 9); });
