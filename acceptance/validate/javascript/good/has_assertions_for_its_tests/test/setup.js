const assert = require('node:assert');
const real = assert.strictEqual;
assert.strictEqual = (a, b) => { console.log('checking'); real(a, b); };
