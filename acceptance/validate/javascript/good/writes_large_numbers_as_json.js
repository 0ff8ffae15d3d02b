const assert = require('assert');
BigInt.prototype.toJSON = function () { return this.toString(); };
assert.equal(JSON.stringify({ n: 12n }), '{"n":"12"}');
