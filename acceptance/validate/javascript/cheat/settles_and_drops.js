const assert = require('node:assert');

function add(a, b) {
  return a - b;
}

async function testAdd() {
  assert.strictEqual(add(1, 2), 3);
}

async function main() {
  await Promise.allSettled([testAdd()]);
  console.log('tests done');
}

main();
