'use strict';
// What those have in common who watch programs of Node's: the record, the calls that led somewhere, what judges
// results, and who reads files. Loaded before any code that is watched.

const fs = require('node:fs');
const assert = require('node:assert');
const Module = require('node:module');
const path = require('node:path');
const { fileURLToPath } = require('node:url');
const util = require('node:util');

const { closeSync, openSync, writeSync } = fs;
const RECORD = path.join(__dirname, 'record');
const RealError = Error;

// Files of ours, whose calls are left out.
const ours = new Set([__filename]);

const ASSERTIONS = Object.keys(assert).filter((name) => name !== 'strict' && name !== 'AssertionError');

const places = (all) => all.flatMap(([holder, name, keys]) =>
  keys.map((key) => ({ holder, key, name: `${name}.${key}`, value: holder[key] })));

const assertions = places([[assert, 'assert', ASSERTIONS], [assert.strict, 'assert.strict', ASSERTIONS]]);

// What judges results: no honest program makes its own of these.
const judges = [
  ...places([
    [JSON, 'JSON', ['stringify']],
    [Object, 'Object', ['is', 'keys', 'entries']],
    [Array.prototype, 'Array.prototype', ['every', 'some', 'includes', 'join', 'forEach', 'map', 'filter']],
    [Math, 'Math', ['abs']],
    [Number, 'Number', ['isNaN', 'isInteger']],
    [util, 'util', ['isDeepStrictEqual']],
  ]),
  ...assertions,
];

/** What of the judges that a program may have for practice does, if it is right. */
const PRACTICE = {
  every: () => [1, 2].every((x) => x > 0) && ![1, 2].every((x) => x > 1),
  some: () => [1, 2].some((x) => x > 1) && ![1, 2].some((x) => x > 2),
  includes: () => [1, 2].includes(2) && ![1, 2].includes(3),
  join: () => [1, 2].join('-') === '1-2',
  forEach: () => {
    let sum = 0;
    [1, 2].forEach((x) => {
      sum += x;
    });
    return sum === 3;
  },
  map: () => [1].map((x) => x + 1)[0] === 2,
  filter: () => [1, 2].filter((x) => x > 1).length === 1,
  abs: () => Math.abs(-2) === 2 && Math.abs(3) === 3,
};

function isReplaced({ holder, key, value }) {
  try {
    return holder[key] !== value && !(PRACTICE[key] && PRACTICE[key]());
  } catch {
    return true;
  }
}

const { stringify } = JSON;

/** What judges results and is as it was, but gives something else: by what it asks, or by what it is asked for by. */
function undermined() {
  const found = [];
  const tell = (name, holds) => {
    try {
      if (!holds()) {
        found.push(name);
      }
    } catch {
      found.push(name);
    }
  };
  tell('JSON.stringify', () => stringify([1, { a: 'b' }]) === '[1,{"a":"b"}]');
  for (const [name, real] of [['assert', assert], ['node:assert', assert], ['util', util], ['node:util', util]]) {
    tell(`require('${name}')`, () => module.require(name) === real);
  }
  return found;
}

function note(lines) {
  const fd = openSync(RECORD, 'a', 0o600);
  writeSync(fd, lines.map((fields) => `${fields.map(plain).join('\t')}\n`).join(''));
  closeSync(fd);
}

function plain(field) {
  let text = '';
  for (const c of `${field}`) {
    text += c === '\\' ? '\\\\' : c === '\n' ? '\\n' : c === '\t' ? '\\t' : c;
  }
  return text;
}

/** The calls that led here, or to an error, as its stack tells them. */
function frames(stack) {
  const found = [];
  for (const line of stack.split('\n')) {
    const match = /^ +at (?:(.*?) \()?(?:async )?([^()]*?):(\d+):(\d+)\)?$/.exec(line);
    if (match && !ours.has(match[2])) {
      let file = match[2];
      try {
        file = file.startsWith('file:') ? fileURLToPath(file) : file;
      } catch {
        continue;
      }
      found.push(['frame', file, match[3], match[4], (match[1] || '').split(' ').pop().split('.').pop()]);
    }
  }
  return found;
}

function here() {
  return frames(stackHere(100));
}

function stackHere(most) {
  const { prepareStackTrace, stackTraceLimit } = RealError;
  RealError.prepareStackTrace = undefined;
  RealError.stackTraceLimit = most;
  const { stack } = new RealError('here');
  RealError.prepareStackTrace = prepareStackTrace;
  RealError.stackTraceLimit = stackTraceLimit;
  return stack;
}

/** Has each file that something else than Node opens told, with the calls that led to it. */
function watchReads(tell) {
  for (const [holder, names] of [[fs, ['readFileSync', 'openSync', 'readFile', 'open', 'createReadStream']],
    [fs.promises, ['readFile', 'open']]]) {
    for (const name of names) {
      const real = holder[name];
      holder[name] = function (file, ...more) {
        if (typeof file === 'string' || file instanceof URL) {
          const [caller] = frames(stackHere(4));
          if (caller && !caller[1].startsWith('node:')) {
            tell(path.resolve(`${file}`.startsWith('file:') ? fileURLToPath(`${file}`) : `${file}`), here());
          }
        }
        return Reflect.apply(real, this, [file, ...more]);
      };
    }
  }
  // For those as well who import these by their names.
  Module.syncBuiltinESMExports();
}

module.exports = { assertions, frames, here, isReplaced, judges, note, ours, stackHere, undermined, watchReads };
