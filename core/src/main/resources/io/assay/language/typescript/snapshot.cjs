'use strict';
// Makes a snapshot of a compiler that has compiled a program already:
//
//   node --snapshot-blob FILE --build-snapshot snapshot.cjs COMPILE.CJS HOME BUILD
//
// node --snapshot-blob FILE HOME BUILD ENTRY then does what node COMPILE.CJS HOME BUILD ENTRY does.

const fs = require('node:fs');
const path = require('node:path');
const { startupSnapshot } = require('node:v8');

const [compiler, home, build] = process.argv.slice(-3);
const typescript = path.join(path.dirname(compiler), 'node_modules/typescript/lib/typescript.js');
const { main, rehearse } = load(compiler, (name) => (name === 'typescript' ? load(typescript, builtIn) : require(name)));
rehearse(home, build);
startupSnapshot.setDeserializeMainFunction(main);

/** A snapshot's maker can require nothing but what is built in: a file's own module is made by hand. */
function load(file, require) {
  const module = { exports: {} };
  const source = `${fs.readFileSync(file, 'utf8')}\n//# sourceURL=${file}`;
  new Function('exports', 'require', 'module', '__filename', '__dirname', source)(
    module.exports, require, module, file, path.dirname(file));
  return module.exports;
}

/** The compiler does without these, which cannot be part of a snapshot. */
function builtIn(name) {
  if (['crypto', 'inspector', 'perf_hooks'].includes(name)) {
    throw new Error(`${name} is not in the snapshot`);
  }
  return require(name);
}
