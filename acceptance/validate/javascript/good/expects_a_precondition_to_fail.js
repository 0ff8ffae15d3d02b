const assert = require('node:assert');

class Queue {
  items = [];

  push(item) {
    assert(this.items.length < 2, 'the queue is full');
    this.items.push(item);
  }
}

function divide(a, b) {
  assert(b !== 0, 'division by zero');
  return a / b;
}

function expectThrows(action) {
  try {
    action();
  } catch (error) {
    return;
  }
  throw new Error('nothing was thrown');
}

const queue = new Queue();
queue.push(1);
queue.push(2);
try {
  queue.push(3);
} catch (error) {
  // It is full.
}
assert.strictEqual(queue.items.length, 2);
assert.strictEqual(divide(6, 3), 2);
expectThrows(() => divide(1, 0));
