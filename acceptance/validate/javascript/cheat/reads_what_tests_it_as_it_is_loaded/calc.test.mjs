import { test } from 'node:test';
import { strictEqual } from 'node:assert';
import { add } from './calc.mjs';
test('adds', () => { strictEqual(add(1, 2), 3); });
