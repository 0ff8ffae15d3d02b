const { test } = require('node:test');
const assert = require('node:assert');
const { add } = require('./calc.js');
test('adds', () => { const sum = add(1, 2); assert.ok([3].every((x, i) => sum[i] === x)); });
