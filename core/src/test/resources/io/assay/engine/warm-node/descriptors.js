const fs = require('fs');
for (const fd of [0, 1, 2]) console.log(fs.readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8').split('\n')[1], fs.fstatSync(fd).mode);
console.log(process.stdout.constructor.name, process.stdout._type, process.stdout.isTTY, process.stdout.writableHighWaterMark);
