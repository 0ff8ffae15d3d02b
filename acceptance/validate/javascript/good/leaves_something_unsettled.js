const assert = require('node:assert');

const never = () => new Promise(() => {});

async function listen() {
  for (;;) {
    await never();
  }
}

async function slow() {
  await never();
  return 'slow';
}

function inTime(promise, milliseconds) {
  return Promise.race([promise, new Promise((resolve) => setTimeout(resolve, milliseconds, 'late'))]);
}

async function main() {
  listen();
  assert.strictEqual(await inTime(Promise.resolve('soon'), 50), 'soon');
  assert.strictEqual(await inTime(slow(), 5), 'late');
  const results = [];
  for await (const result of (async function* () { yield 1; yield 2; })()) {
    results.push(result);
  }
  assert.deepStrictEqual(results, [1, 2]);
}

main();
