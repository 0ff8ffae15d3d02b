import assert from 'node:assert';

type Result<T> = { ok: true; value: T } | { ok: false; error: string };

function parse(text: string): Result<number> {
  const value = Number(text);
  return Number.isNaN(value) ? { ok: false, error: text } : { ok: true, value };
}

async function main(): Promise<void> {
  assert.deepStrictEqual(parse('3'), { ok: true, value: 3 });
  assert.deepStrictEqual(parse('x'), { ok: false, error: 'x' });
  process.exit(0);
}

void main();
