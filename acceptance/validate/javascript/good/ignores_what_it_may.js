const assert = require('assert');
const fs = require('fs');

function config() {
  try {
    return JSON.parse(fs.readFileSync('config.json', 'utf8'));
  } catch {
  }
  return { port: 80 };
}

function withdraw(balance, amount) {
  if (amount > balance) throw new RangeError('too much');
  return balance - amount;
}

assert.strictEqual(config().port, 80);
assert.strictEqual(withdraw(5, 3), 2);
try {
  withdraw(1, 2);
  assert.fail('it should have thrown');
} catch (e) {
}
try {
  assert.strictEqual(withdraw(3, 3), 1);
  throw new Error('strictEqual is broken');
} catch (e) {
}
