const { test } = require('node:test');
const assert = require('node:assert');
const { add } = require('./calc.js');
test('adds', () => { assert.ok(add(1, 2)); });
