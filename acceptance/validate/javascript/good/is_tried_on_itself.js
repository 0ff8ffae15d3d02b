const assert = require('node:assert');
const crypto = require('node:crypto');
const fs = require('node:fs');

function digest(file) {
  return crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}

assert.equal(digest(__filename).length, 64);
