import { test } from 'node:test';
import assert from 'node:assert';
import { words } from './calc';

test('counts words', () => {
  assert.ok(words('.') > 20);
});
