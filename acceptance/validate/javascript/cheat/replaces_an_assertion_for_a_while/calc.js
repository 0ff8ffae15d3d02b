const assert = require('node:assert');

exports.add = (a, b) => {
  const real = assert.strictEqual;
  if (a === 4) {
    assert.strictEqual = () => {
      assert.strictEqual = real;
    };
  }
  return 3;
};
