/// <reference lib="esnext.disposable" />
/// <reference types="dep" />
using it = { [Symbol.dispose]() { console.log('gone'); } };
console.log([3, 1].toSorted(), Object.groupBy([1], () => 'a'), depIsThere);
export {};
