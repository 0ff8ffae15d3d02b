const vm = require('vm');
const assert = require('assert');
const c = vm.createContext({ x: 2 });
assert.equal(vm.runInContext('x * 21', c), 42);
assert.throws(() => vm.runInContext('process.exit(0)', c), { name: 'ReferenceError' });
