const assert = require('node:assert');

function heard(action) {
  const before = console.assert;
  const messages = [];
  console.assert = (holds, message) => {
    if (!holds) {
      messages.push(message);
    }
  };
  try {
    action();
  } finally {
    console.assert = before;
  }
  return messages;
}

function magnitude(number) {
  console.assert(number >= 0, `negative: ${number}`);
  return Math.abs(number);
}

assert.deepEqual(heard(() => magnitude(3)), []);
assert.deepEqual(heard(() => magnitude(-3)), ['negative: -3']);
