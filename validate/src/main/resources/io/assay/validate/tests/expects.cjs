'use strict';
// Watches by what Jest and Vitest judge: what they put where every file sees it, what their `expect` is told to judge by,
// and whether it still refuses what is wrong when the tests of a file are done.

const Module = require('node:module');
const vm = require('node:vm');
const { here, note, ours } = require('./witness.cjs');

ours.add(__filename);

/** What no `expect` lets pass, by what is asked of it: a value, and what it is compared with. */
const WRONG = {
  toBe: [1, 2],
  toEqual: [{ a: 1 }, { a: 2 }],
  toStrictEqual: [{ a: 1 }, { a: 2 }],
  toMatchObject: [{ a: 1 }, { a: 2 }],
  toContainEqual: [[1], 2],
  toContain: [[1], 2],
  toHaveLength: [[1], 2],
  toHaveProperty: [{ a: 1 }, 'b'],
  toMatch: ['a', 'b'],
  toBeCloseTo: [1, 2],
  toBeGreaterThan: [1, 2],
  toBeGreaterThanOrEqual: [1, 2],
  toBeLessThan: [2, 1],
  toBeLessThanOrEqual: [2, 1],
  toBeInstanceOf: [{}, Date],
  toBeTruthy: [0],
  toBeFalsy: [1],
  toBeNull: [1],
  toBeUndefined: [1],
  toBeDefined: [undefined],
  toBeNaN: [1],
  toThrow: [() => 1],
};

function refuses(expect, [value, ...others], name) {
  try {
    expect(value)[name](...others);
    return false;
  } catch {
    return true;
  }
}

/** What Jest's report calls a test. */
function fullName(test) {
  const titles = [];
  for (let it = test; it.parent; it = it.parent) {
    titles.unshift(it.name);
  }
  return titles.join(' ');
}

/**
 * @param watcher what knows of the program: `code` whose call it is, `own` the path of a file, `isTest` whether that holds
 *   tests; and what is told: `supports` the files that prepare tests, `watchAssignments` a place, and `others` gives the
 *   lines of all places, and some more, in which something else stands now
 */
module.exports = ({ code, isTest, others, own, supports, watchAssignments }) => {
  /** Watches what is in a global object and an `expect` of a framework; gives what looks at it in the end. */
  function watch(names, global, expect) {
    const known = names.map((key) => ({ holder: global, key, name: key, value: global[key] }));
    // Jest's environments stand between code and what it puts there.
    known.forEach((it) => watchAssignments(it, true));
    const builtIn = new Set(Object.keys(global[Symbol.for('$$jest-matchers-object')]?.matchers ?? {}));
    // Those that tests have made their own.
    const changed = new Set();
    const { extend } = expect;
    expect.extend = function (given, ...more) {
      const names = Object.keys(given || {}).filter((name) => builtIn.has(name));
      const by = names.length > 0 && code(here(), true);
      if (by) {
        note([['trick', 'DISARMED', ...by, `expect.${names[0]}`]]);
      }
      names.forEach((name) => changed.add(name));
      return Reflect.apply(extend, this, [given, ...more]);
    };
    return () => {
      const passed = Object.keys(WRONG).filter((name) =>
        builtIn.has(name) && !changed.has(name) && !refuses(expect, WRONG[name], name));
      note([
        ...passed.slice(0, 1).map((name) => ['trick', 'DISARMED', '', 0, `expect.${name}`]),
        ...others(known),
      ]);
    };
  }

  /** What runs the tests of a file, watched. */
  function watching(run) {
    return async function (globalConfig, config, environment, runtime, file, ...more) {
      supports([...config.setupFiles, ...config.setupFilesAfterEnv]);
      const { setGlobalsForRuntime } = runtime;
      let end = () => {};
      runtime.setGlobalsForRuntime = function (globals) {
        const { global } = environment;
        if (config.injectGlobals) {
          Object.assign(global, globals);
        }
        end = watch(config.injectGlobals ? Object.keys(globals) : [], global, globals.expect);
        return setGlobalsForRuntime.call(this, globals);
      };
      const { handleTestEvent } = environment;
      const failed = new Set();
      environment.handleTestEvent = function (event, ...state) {
        if (event.name === 'test_fn_failure') {
          failed.add(event.test);
        } else if (event.name === 'test_retry') {
          failed.delete(event.test);
        }
        return handleTestEvent?.call(this, event, ...state);
      };
      const results = await run.call(this, globalConfig, config, environment, runtime, file, ...more);
      end();
      note([...failed].map((test) => ['failed', fullName(test)]));
      return results;
    };
  }

  // Jest has a file's tests run by jest-circus, which stands outside of what the program sees.
  const { _load } = Module;
  Module._load = function (request, ...more) {
    const loaded = Reflect.apply(_load, this, [request, ...more]);
    if (!/(^|\/)jest-circus\/(build\/)?runner(\.js)?$/.test(request)) {
      return loaded;
    }
    const watched = watching(loaded.default || loaded);
    return Object.assign(watched, { __esModule: true, default: watched });
  };

  // Vitest has each file of the program, and that with the tests first, run by these.
  const ends = new WeakMap();
  const prepare = (global, filename) => {
    const vitest = global.__vitest_index__;
    const file = vitest && own(`${filename}`);
    if (!file) {
      return;
    }
    if (!ends.has(vitest.expect)) {
      supports(global.__vitest_worker__?.config?.setupFiles ?? []);
      const names = Object.keys(vitest).filter((name) => global[name] === vitest[name]);
      ends.set(vitest.expect, watch(names, global, vitest.expect));
    }
    if (isTest(file)) {
      vitest.beforeEach(({ task }) => {
        watchAssignments({ holder: task, key: 'result', name: 'task.result', value: task.result });
        watchAssignments({ holder: task.result, key: 'state', name: 'task.result', value: task.result.state });
      });
      vitest.afterAll(ends.get(vitest.expect));
    }
  };
  const { runInContext, runInThisContext } = vm;
  vm.runInThisContext = function (text, options) {
    prepare(globalThis, options?.filename);
    return Reflect.apply(runInThisContext, this, [text, options]);
  };
  vm.runInContext = function (text, context, options) {
    prepare(context, options?.filename);
    return Reflect.apply(runInContext, this, [text, context, options]);
  };
};
