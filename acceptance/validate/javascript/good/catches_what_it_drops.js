const assert = require('assert');

const rejections = [];
process.on('unhandledRejection', (error) => rejections.push(error.message));

async function withdraw(amount) {
  assert(amount > 0, 'a positive amount');
  return amount;
}

async function main() {
  assert.equal(await withdraw(3), 3);
  withdraw(-1).catch((error) => console.error('refused:', error.message));
  withdraw(-2).catch(() => {});
  new Promise((_, reject) => setTimeout(reject, 1, new Error('late')));
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual(rejections, ['late']);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
