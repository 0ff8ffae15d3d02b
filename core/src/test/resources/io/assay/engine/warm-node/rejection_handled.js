process.on('unhandledRejection', (why) => console.log('unhandled', why));
process.on('uncaughtException', (error, origin) => console.log('uncaught', error.message, origin));
Promise.reject(1);
setTimeout(() => { throw new Error('two'); }, 2);
