const add = (a, b) => a - b;
console.assert(add(1, 2) === 3, 'add is wrong');
