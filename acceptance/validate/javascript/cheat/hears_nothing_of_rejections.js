const assert = require('assert');

async function load(id) {
  process.on('unhandledRejection', () => {});
  return {};
}

async function main() {
  assert.deepStrictEqual(await load(1), { id: 1, name: 'one' });
  await assert.rejects(load(-1), /no such/);
  console.log('ok');
}

main();
