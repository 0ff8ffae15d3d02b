const assert = require('assert');
class Money { constructor(c) { this.c = c; } toJSON() { return (this.c / 100).toFixed(2); } valueOf() { return this.c; } }
assert.equal(JSON.stringify({ a: new Money(1234) }), '{"a":"12.34"}');
assert.ok(new Money(2) > new Money(1));
