const assert = require('node:assert');

function run() {
  assert.equal([1, 2].at(-1), 2);
}

try {
  run();
  console.log('ok');
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
