'use strict';
// Preloaded in a Node.js that was started ahead, as the last thing before the program: waits for the order, makes
// everything as it would be in one started by it, and gets out of the way. Node itself then finds and runs the program
// as always.

const fs = require('fs');

// What a worker, which preloads this file once more, finds instead; done here as well. It is not required: Node would
// look for the description of a package around it, and remember that there was none yet.
const forget = `'use strict';
delete require.cache[__filename];
for (const key of Object.keys(module.constructor._pathCache)) {
  if (key.startsWith(__filename)) {
    delete module.constructor._pathCache[key];
  }
}
Object.defineProperty(process, '_preload_modules', { value: [] });
`;
fs.writeFileSync(__filename, forget);
module._compile(forget, __filename);

rehearse();
const texts = receive(receive(4).readUInt32LE()).toString().split('\0').slice(0, -1);
fs.closeSync(4);
const argv = texts.slice(2, 2 + Number(texts[1]));
// Node's own options and the program stand before the program's arguments, and are those that it was started with.
process.argv.splice(2, Infinity, ...argv.slice(2 + process.execArgv.length));
for (const name of Object.keys(process.env)) {
  delete process.env[name];
}
for (const text of texts.slice(2 + argv.length)) {
  const at = text.indexOf('=');
  process.env[text.slice(0, at)] = text.slice(at + 1);
}
process.chdir(texts[0]);

/**
 * Does what most programs do, so that it is loaded and compiled; not on the real streams, which no one may have opened,
 * nor on anything that would leave a tick pending.
 */
function rehearse() {
  require('tty');
  new (require('net').Socket)();
  const stdout = { write: () => true, once() {}, removeListener() {}, listenerCount: () => 0 };
  new (require('console').Console)({ stdout }).log('%s', 1, { a: [1] }, 'a');
}

function receive(count) {
  const bytes = Buffer.alloc(count);
  for (let had = 0; had < count;) {
    const got = fs.readSync(4, bytes, had, count - had, null);
    if (got === 0) {
      process.reallyExit(1);
    }
    had += got;
  }
  return bytes;
}
