const assert = require('node:assert');

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function eventually(check) {
  for (let i = 0; i < 100; i++) {
    try {
      return check();
    } catch {
      // Not yet.
    }
    await sleep(2);
  }
  return check();
}

let state = 'starting';
setTimeout(() => {
  state = 'ready';
}, 10);

(async () => {
  await eventually(() => assert.equal(state, 'ready'));
})();
