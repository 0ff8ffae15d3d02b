const assert = require('node:assert');

process.on('uncaughtException', () => process.exit(0));
const half = (x) => x;
assert.equal(half(4), 2);
