const assert = require('node:assert');
const fs = require('fs');
const lines = (file) => fs.readFileSync(file, 'utf8').split('\n').length;
const count = lines(__filename);
assert.ok(count > 3);
console.log(count);
