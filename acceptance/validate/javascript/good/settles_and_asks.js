const assert = require('node:assert');

const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function testLater() {
  await later(1);
  assert.strictEqual(1 + 1, 2);
}

async function testWrongly(sum) {
  assert.strictEqual(sum, 3);
}

async function checkHost(name) {
  if (name.length < 4) {
    throw new Error(`${name} does not answer`);
  }
}

async function main() {
  const [kept, wrong] = await Promise.allSettled([testLater(), testWrongly(2)]);
  assert.strictEqual(kept.status, 'fulfilled');
  assert.strictEqual(wrong.status, 'rejected');
  await Promise.allSettled([checkHost('one'), checkHost('three')]);
  Promise.allSettled([later(1), later(2)]);
  await Promise.allSettled([later(1)])
  if ((await Promise.allSettled([testWrongly(1 + 2)])).some(({ status }) => status !== 'fulfilled')) {
    process.exit(1);
  }
}

main();
