const assert = require('assert');
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
async function main() {
  await sleep(5);
  const r = await Promise.allSettled([sleep(1).then(() => 1), Promise.reject(new Error('x'))]);
  assert.deepEqual(r.map((x) => x.status), ['fulfilled', 'rejected']);
}
main().then(() => process.exit(0)).catch((e) => { console.error(e); process.exit(1); });
