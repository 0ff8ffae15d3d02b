const assert = require('assert');
const lines = [];
const { log } = console;
console.log = (...a) => lines.push(a.join(' '));
function hello(n) { console.log('hello', n); }
hello('x');
console.log = log;
assert.deepEqual(lines, ['hello x']);
