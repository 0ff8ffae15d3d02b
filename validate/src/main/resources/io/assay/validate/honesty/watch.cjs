'use strict';
// Notes how a program comes to its end and by what means its checks held; loaded before it: node --require watch.cjs.
// The record lies beside this file (Story.java has the format). A program that leaves no `end` found a way out that
// nobody knows.

const { closeSync, openSync, writeSync } = require('node:fs');
const fs = require('node:fs');
const assert = require('node:assert');
const { createHook, executionAsyncId } = require('node:async_hooks');
const path = require('node:path');
const { fileURLToPath } = require('node:url');
const { isMainThread } = require('node:worker_threads');

const RECORD = path.join(__dirname, 'record');
const { pid } = process;
const reallyExit = process.reallyExit;
const RealError = Error;

// What judges results: no honest program makes its own of these.
const judges = [
  [JSON, 'JSON', ['stringify']],
  [Object, 'Object', ['is', 'keys', 'entries']],
  [Array.prototype, 'Array.prototype', ['every', 'some', 'includes', 'join']],
  [Number, 'Number', ['isNaN', 'isInteger']],
  [assert, 'assert', Object.keys(assert).filter((name) => name !== 'strict' && name !== 'AssertionError')],
  [assert.strict, 'assert.strict', Object.keys(assert).filter((name) => name !== 'strict' && name !== 'AssertionError')],
].flatMap(([holder, name, keys]) => keys.map((key) => ({ holder, key, name: `${name}.${key}`, value: holder[key] })));

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
    if (match && match[2] !== __filename) {
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

// Where functions wait for what has not come, and since when, by the number of what would have them go on; and those
// waits that went on, by their places.
const waiting = new Map();
const passed = new Map();
let waits = 0;

/** A promise came to be: of an await if it hangs on another, and nobody but the program asked for it. */
function comes(id, type, trigger) {
  if (type !== 'PROMISE' || trigger === executionAsyncId() || waits > 20000) {
    return;
  }
  waits++;
  const innermost = stackHere(12).split('\n').slice(1)
    .find((line) => !line.includes(__filename) && !line.includes('node:internal/async_hooks'));
  const [frame] = innermost && !innermost.includes('<anonymous>)') ? frames(innermost) : [];
  if (frame && path.isAbsolute(frame[1])) {
    waiting.set(id, { frame, since: executionAsyncId(), trigger });
  }
}

/** A function goes on. */
function goesOn(id) {
  const wait = waiting.get(id);
  if (wait) {
    passed.set(`${wait.frame}`, wait.since);
    waiting.delete(id);
    // What was made a promise of, to be waited for.
    waiting.delete(wait.trigger);
  }
}

/** Where functions wait, and did not wait before and go on, as those do that take one thing after the other. */
function unsettled() {
  const again = ({ frame, since }) => passed.has(`${frame}`) && passed.get(`${frame}`) !== since;
  return inputEnded ? [] : [...waiting.values()].filter((wait) => !again(wait)).map(({ frame }) => frame).slice(0, 40);
}

// What waits for an answer to a question gets none.
let inputEnded = false;

function watchInput() {
  const { get, ...stdin } = Object.getOwnPropertyDescriptor(process, 'stdin');
  let input;
  Object.defineProperty(process, 'stdin', {
    ...stdin,
    get() {
      if (!input) {
        input = get.call(process);
        input.once('end', () => {
          inputEnded = true;
        });
      }
      return input;
    },
  });
}

// No more of them are looked at.
const MOST_FAILURES = 50;

/**
 * Has each check of the console's that does not hold noted, whatever the program puts in its place; but what it puts
 * there for a while only, to hear of them. Gives what was heard by what is still there.
 */
function watchConsole() {
  const watched = new WeakMap();
  const owns = new WeakMap();
  const { assert: real } = console;
  const heard = [];
  let judge = real;
  let failed = 0;
  Object.defineProperty(console, 'assert', {
    configurable: true,
    enumerable: true,
    get: () => {
      if (typeof judge === 'function' && !watched.has(judge)) {
        const own = judge;
        const watching = function assert(holds, ...more) {
          if (!holds && failed++ < MOST_FAILURES) {
            const failure = [['failed', 'assertion'], ...here()];
            if (own === real) {
              note(failure);
            } else {
              heard.push(...failure);
            }
          }
          return Reflect.apply(own, this, [holds, ...more]);
        };
        watched.set(own, watching);
        owns.set(watching, own);
      }
      return watched.get(judge) || judge;
    },
    set: (value) => {
      judge = owns.get(value) || value;
    },
  });
  return () => (judge === real ? [] : heard);
}

/** What of the judges that a program may have for practice does, if it is right. */
const PRACTICE = {
  every: () => [1, 2].every((x) => x > 0) && ![1, 2].every((x) => x > 1),
  some: () => [1, 2].some((x) => x > 1) && ![1, 2].some((x) => x > 2),
  includes: () => [1, 2].includes(2) && ![1, 2].includes(3),
  join: () => [1, 2].join('-') === '1-2',
};

function isReplaced({ holder, key, value }) {
  try {
    return holder[key] !== value && !(PRACTICE[key] && PRACTICE[key]());
  } catch {
    return true;
  }
}

let heardOnConsole = () => [];
let ended = false;

function end() {
  if (ended || process.pid !== pid) {
    return;
  }
  ended = true;
  const replaced = judges.filter(isReplaced);
  note([
    ...heardOnConsole(),
    ['exit'], ...here(),
    ...unsettled().flatMap((frame) => [['unsettled'], frame]),
    ...replaced.map(({ name }) => ['trick', 'DISARMED', '', 0, name]),
    ['end', 'exit'],
  ]);
}

if (isMainThread) {
  Error.stackTraceLimit = 50;
  createHook({ init: comes, before: goesOn }).enable();
  process.on('exit', end);
  process.reallyExit = function (code) {
    end();
    return reallyExit.call(process, code);
  };
  heardOnConsole = watchConsole();
  watchInput();
  const ownOf = (calls) => calls.filter(([, file]) => path.isAbsolute(file));
  for (const [event, kind] of [['assay.caught', 'swallowed'], ['assay.told', 'told']]) {
    process.on(event, (error) => {
      if (error instanceof assert.AssertionError) {
        // All above the function that caught it led to it.
        const [thrown, caught] = [frames(`${error.stack}`), here()].map(ownOf);
        note([[kind], ...thrown.slice(0, Math.max(thrown.length - caught.length, 0) + 1)]);
      }
    });
  }
  process.on('assay.settled', (all) => {
    for (const { reason } of all.slice(0, MOST_FAILURES)) {
      if (reason instanceof assert.AssertionError) {
        note([['swallowed'], ...ownOf(frames(`${reason.stack}`))]);
      }
    }
  });
  process.on('uncaughtExceptionMonitor', (error) => {
    const stack = `${error && error.stack}`;
    note([['failed', error instanceof assert.AssertionError ? 'assertion' : 'error'], ...frames(stack)]);
  });
  for (const [holder, names] of [[fs, ['readFileSync', 'openSync', 'readFile', 'open', 'createReadStream']],
    [fs.promises, ['readFile', 'open']]]) {
    for (const name of names) {
      const real = holder[name];
      holder[name] = function (file, ...more) {
        if (typeof file === 'string' || file instanceof URL) {
          const called = here();
          if (called.length > 0 && !called[0][1].startsWith('node:')) {
            note([['read', path.resolve(`${file}`.startsWith('file:') ? fileURLToPath(`${file}`) : `${file}`)], ...called]);
          }
        }
        return Reflect.apply(real, this, [file, ...more]);
      };
    }
  }
}
