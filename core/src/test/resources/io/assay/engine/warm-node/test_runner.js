const { test } = require('node:test');
test('one', () => {});
test('two', async () => { require('assert').strictEqual(1, 2); });
