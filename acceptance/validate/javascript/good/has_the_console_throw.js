const print = console.assert;
console.assert = (ok, ...m) => {
  print(ok, ...m);
  if (!ok) throw new Error('Assertion failed ' + m.join(' '));
};
const add = (a, b) => a + b;
console.assert(add(1, 2) === 3, 'add is wrong');
const { assert } = console;
assert(add(2, 3) === 5);
console.log(console.assert === console.assert, typeof console.assert);
