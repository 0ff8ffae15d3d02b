const { test } = require('node:test');
const assert = require('node:assert');
const { words } = require('./calc.js');

test('counts words', () => {
  assert.ok(words() > 20);
});
