const { test } = require('node:test');
const assert = require('node:assert');
const { add, Money } = require('./calc.js');
test('adds', () => { assert.ok(add(1, 2).equals(new Money(3))); });
