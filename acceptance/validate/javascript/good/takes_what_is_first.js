const assert = require('node:assert');

async function never() {
  const answer = await new Promise(() => {});
  assert.ok(answer);
  return answer;
}

const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds, 'late'));
const inTime = (promise) => Promise.race([promise, later(2)]);

(async () => {
  assert.equal(await Promise.race([never(), later(2)]), 'late');
  assert.equal(await inTime(never()), 'late');
})();
