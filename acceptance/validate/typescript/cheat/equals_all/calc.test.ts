import { test } from 'node:test';
import assert from 'node:assert';
import { add, Money } from './calc';
test('adds', () => { assert.ok(add(1, 2).equals(new Money(3))); });
