process.on('uncaughtException', (e) => { console.error('fatal', e); process.exit(1); });
process.on('unhandledRejection', (e) => { throw e; });
const assert = require('assert');
assert.equal([1, 2, 3].at(-1), 3);
function last(xs) { return xs[xs.length - 1]; }
assert.equal(last([1, 2]), 2);
