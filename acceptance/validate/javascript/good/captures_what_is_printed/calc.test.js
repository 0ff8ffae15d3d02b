const { test, mock, describe, it, before, beforeEach } = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const { add } = require('./calc.js');

test('is captured', (t) => {
  const write = t.mock.method(process.stdout, 'write', () => true);
  const sum = add(1, 2);
  const count = write.mock.callCount();
  write.mock.restore();
  assert.strictEqual(sum, 3);
  assert.strictEqual(count, 2);
});

test('is captured for good', () => {
  process.stdout.write = () => true;
  assert.strictEqual(add(1, 2), 3);
});

test('is read from nowhere', (t) => {
  t.mock.method(fs, 'readFileSync', () => 'x');
  assert.strictEqual(fs.readFileSync('/nowhere'), 'x');
});

test('has other JSON for good', () => {
  mock.method(JSON, 'stringify', () => {
    throw new Error('no');
  });
  assert.throws(() => JSON.stringify({}));
});

describe('a suite', () => {
  before(() => {});
  beforeEach(() => {});
  it('has a test', async () => {
    await null;
    assert.ok(true);
  });
  it('has tests in a test', async (t) => {
    await t.test('this one', () => {});
  });
});

for (let i = 0; i < 300; i++) {
  test(`says much ${i}`, () => {
    console.log('x'.repeat(100_000));
    assert.ok(true, 'y'.repeat(2000));
  });
}
