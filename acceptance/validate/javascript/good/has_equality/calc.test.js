const { test } = require('node:test');
const assert = require('node:assert');
const { add, Money } = require('./calc.js');
class Stub { constructor(n) { this.n = n; } equals(other) { return true; } }
test('adds', () => { assert.ok(add(1, 2).equals(new Money(3))); assert.ok(new Stub(1).equals(1)); });
