const assert = require('node:assert');

process.on('uncaughtException', (error) => {
  assert.equal(error.message, 'on purpose');
  console.log('ok');
  process.exit(0);
});
assert.throws(() => JSON.parse('{'), SyntaxError);
throw new Error('on purpose');
