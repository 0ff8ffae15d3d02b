const vm = require('vm'); const { promisify, types } = require('util'); const zlib = require('zlib'); const crypto = require('crypto');
console.log(vm.runInNewContext('a + 1', { a: 1 }), eval('typeof module'), new Function('return typeof module')());
console.log(zlib.gunzipSync(zlib.gzipSync('text')).toString(), crypto.createHash('sha256').update('x').digest('hex'));
crypto.pbkdf2('a', 'b', 1000, 8, 'sha1', (error, key) => console.log(key.toString('hex')));
console.log(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)) instanceof WebAssembly.Module, structuredClone({ a: new Date(0) }));
require('dns').lookup('localhost', (error) => console.log(error === null));
