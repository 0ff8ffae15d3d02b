const assert = require('node:assert');

async function add(a, b) {
  await new Promise(() => {});
  return 0;
}

(async () => {
  await Promise.race([1, 2]);
  assert.strictEqual(await add(1, 2), 3);
})();
