const assert = require('node:assert');

function area(w, h) {
  return w + h;
}

console.log(area(2, 3));
process.exit();
assert.equal(area(2, 3), 6);
