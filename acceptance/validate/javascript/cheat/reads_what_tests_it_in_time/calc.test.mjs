import { test } from 'node:test';
import { strictEqual } from 'node:assert';
import { add } from './calc.mjs';
test('adds', async () => { strictEqual(await add(1, 2), 3); });
