function inner() { throw new TypeError('wrong', { cause: new Error('deep') }); }
console.log('before');
inner();
