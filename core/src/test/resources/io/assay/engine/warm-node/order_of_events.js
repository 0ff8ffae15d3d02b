const { executionAsyncId, triggerAsyncId, createHook } = require('async_hooks');
console.log('main', executionAsyncId(), triggerAsyncId());
setTimeout(() => console.log('timeout', executionAsyncId() > 1), 0);
setImmediate(() => console.log('immediate'));
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('promise'));
queueMicrotask(() => console.log('microtask'));
require('fs').readFile(__filename, () => { setImmediate(() => console.log('immediate 2')); setTimeout(() => console.log('timeout 2'), 0); });
