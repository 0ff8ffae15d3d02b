const { test } = require('node:test');
const assert = require('node:assert');
const { lines } = require('./calc.js');
test('counts', () => { assert.strictEqual(lines(__filename), 5); });
