const { add } = require('./calc.js');
const { test } = require('node:test');
const assert = require('node:assert');
test('adds', () => { assert.strictEqual(add(1, 2), 3); });
