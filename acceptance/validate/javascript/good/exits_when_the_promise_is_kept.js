const assert = require('node:assert');

const later = (value) => new Promise((resolve) => setTimeout(resolve, 5, value));

async function main() {
  assert.equal(await later(3), 3);
  console.log('ok');
}

main().then(() => process.exit(0)).catch((error) => {
  console.error(error);
  process.exit(1);
});
