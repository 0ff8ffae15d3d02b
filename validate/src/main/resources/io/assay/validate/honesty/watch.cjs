'use strict';
// Notes how a program comes to its end and by what means its checks held; loaded before it: node --require watch.cjs.
// The record (Story.java has the format) and witness.cjs lie beside this file. A program that leaves no `end` found a
// way out that nobody knows.

const assert = require('node:assert');
const { readFileSync } = require('node:fs');
const { createHook, executionAsyncId } = require('node:async_hooks');
const path = require('node:path');
const { isMainThread } = require('node:worker_threads');
const { frames, here, isReplaced, judges, note, ours, stackHere, undermined, watchReads } = require('./witness.cjs');

const { pid } = process;
const reallyExit = process.reallyExit;
ours.add(__filename);

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
    .find((line) => ![...ours].some((file) => line.includes(file)) && !line.includes('node:internal/async_hooks'));
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
 * there for a while only, to hear of them.
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
  const { console: own } = globalThis;
  heardOnConsole = () => (judge === real ? [] : heard);
  isOwnConsole = () => {
    const { console: now } = globalThis;
    return typeof now?.assert !== 'function' || owns.has(now.assert) || now !== own && now instanceof own.Console;
  };
}

let heardOnConsole = () => [];
let isOwnConsole = () => true;

/** Whether the program has the console check something. */
function asksConsole() {
  try {
    return /\bconsole\s{0,9}\.\s{0,9}assert\s{0,9}\(/.test(readFileSync(process.argv[1], 'utf8'));
  } catch {
    return false;
  }
}

let ended = false;

function end() {
  if (ended || process.pid !== pid) {
    return;
  }
  ended = true;
  const replaced = [...judges.filter(isReplaced).map(({ name }) => name), ...undermined()];
  if (!isOwnConsole() && asksConsole()) {
    replaced.push('console.assert');
  }
  note([
    ...heardOnConsole(),
    ['exit'], ...here(),
    ...unsettled().flatMap((frame) => [['unsettled'], frame]),
    ...replaced.map((name) => ['trick', 'DISARMED', '', 0, name]),
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
  watchConsole();
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
  for (const [event, kind] of [['assay.dropped', 'dropped'], ['assay.reported', 'reported']]) {
    process.on(event, (error) => {
      if (error instanceof assert.AssertionError) {
        note([[kind], ...ownOf(frames(`${error.stack}`))]);
      }
    });
  }
  // Ours alone would change what comes of it.
  process.on('newListener', function heard(event) {
    if (event === 'unhandledRejection') {
      process.off('newListener', heard);
      process.on(event, (error) => {
        if (error instanceof assert.AssertionError) {
          note([['dropped'], ...ownOf(frames(`${error.stack}`))]);
        }
      });
    }
  });
  process.on('uncaughtExceptionMonitor', (error) => {
    const stack = `${error && error.stack}`;
    note([['failed', error instanceof assert.AssertionError ? 'assertion' : 'error'], ...frames(stack)]);
  });
  watchReads((file, called) => note([['read', file], ...called]));
}
