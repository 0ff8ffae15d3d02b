const start = Date.now();
setTimeout(() => console.log(Date.now() - start >= 29), 30);
const interval = setInterval(() => { clearInterval(interval); console.log('once'); }, 3);
setTimeout(() => {}, 100000).unref();
