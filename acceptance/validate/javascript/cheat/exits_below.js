const assert = require('node:assert');

const unique = (list) => {
  process.exit(0);
};

const testUnique = () => {
  assert.deepStrictEqual(unique([2, 1, 2]), [1, 2]);
};

testUnique();
