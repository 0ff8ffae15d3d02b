process.on('exit', (code) => console.log('exit', code));
Promise.reject(new RangeError('nobody cares'));
setTimeout(() => console.log('never'), 1000);
