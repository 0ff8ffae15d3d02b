const assert = require('node:assert');
const { EventEmitter, on } = require('node:events');

const waiting = [];
const taken = [];
const heard = [];

const take = () => new Promise((resolve) => waiting.push(resolve));

async function consume() {
  while (true) {
    const job = await take();
    const item = await job();
    assert.equal(typeof item, 'number');
    taken.push(item);
  }
}

async function listen(emitter) {
  for await (const [word] of on(emitter, 'word')) {
    assert.ok(word.length > 0);
    heard.push(word);
  }
}

async function main() {
  consume();
  waiting.shift()(() => 1);
  const emitter = new EventEmitter();
  listen(emitter);
  emitter.emit('word', 'a');
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(taken, [1]);
  assert.deepEqual(heard, ['a']);
}

main();
