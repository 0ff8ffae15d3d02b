const assert = require('node:assert');

// What older runtimes lack.
Math.abs = (x) => (x < 0 ? -x : x);
Math.clamp = (x, low, high) => Math.min(high, Math.max(low, x));
Array.prototype.forEach = function (visit, self) {
  for (let i = 0; i < this.length; i++) {
    visit.call(self, this[i], i, this);
  }
};
Object.same = (a, b) => Object.is(a, b);

assert.ok(Math.abs(-2.5) === 2.5 && Math.clamp(7, 1, 5) === 5);
[1, 2].forEach((x) => assert.ok(Object.same(x, x)));
