const assert = require('node:assert');

process.on('exit', () => { process.exitCode = 0; });
const half = (x) => x;
assert.equal(half(4), 2);
