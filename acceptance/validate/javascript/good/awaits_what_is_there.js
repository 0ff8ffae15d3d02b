const assert = require('node:assert');

const numbers = new Map();

function setUp() {
  numbers.set('one', 1);
}

async function main() {
  await setUp();
  assert.equal(await numbers.get('one'), 1);
}

main();
