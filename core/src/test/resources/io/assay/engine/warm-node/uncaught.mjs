import './helper.js';
console.log(new Error('here').stack);
async function inner() { await null; throw Object.assign(new Error('wrong'), { code: 'E_MINE', extra: [1] }); }
await inner();
