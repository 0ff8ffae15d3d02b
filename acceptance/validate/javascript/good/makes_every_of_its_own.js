const assert = require('node:assert');

Array.prototype.every = function (holds) {
  for (const item of this) {
    if (!holds(item)) {
      return false;
    }
  }
  return true;
};

Array.prototype.some = function (holds) {
  return !this.every((item) => !holds(item));
};

assert.strictEqual([1, -2].every((x) => x > 0), false);
assert.strictEqual([].every(() => false), true);
assert.strictEqual([1, 2].some((x) => x === 2), true);
