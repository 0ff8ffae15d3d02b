'use strict';
// Sees, while Node.js runs tests, by what else than by being right the code passes that they are about; loaded before
// each file of tests: node --require tests.cjs. What it saw it writes into the record beside it, a line each:
//
//     trick  KIND FILE LINE DETAIL
//     more   FILE                  the code in a file reads others of the program's files than tests
//     failed NAME                  a test failed, whatever is reported of it
//     unsigned
//
// assay-tests beside it names the files with tests, a zero behind each but the last. Where ASSAY_SIGNATURE is set, what
// the runner of node:test reports is signed by that, and sent past whatever the program does to its output; `unsigned`
// says that it was not.

const { readFileSync } = require('node:fs');
const path = require('node:path');
const { Readable, Writable } = require('node:stream');
const v8 = require('node:v8');
const { isMainThread } = require('node:worker_threads');
const { assertions, here, isReplaced, judges, note, ours, watchReads } = require('./witness.cjs');

const { ASSAY_SIGNATURE: signature, NODE_TEST_CONTEXT: child } = process.env;
if (child) {
  delete process.env.ASSAY_SIGNATURE;
}
const HOMES = [process.cwd(), __dirname];
const { pid } = process;
ours.add(__filename);

/** A path of the program's own, relative to its home; empty for any other. */
function own(file) {
  for (const home of HOMES) {
    const relative = path.relative(home, file);
    if (path.isAbsolute(file) && relative && !relative.startsWith('..') && !/(^|\/)node_modules\//.test(relative)) {
      return relative;
    }
  }
  return '';
}

const tests = new Set(readFileSync(path.join(__dirname, 'assay-tests'), 'utf8').split('\0'));
// What lies beside tests is a part of them.
const SUPPORT = /(^|\/)(tests?|__tests__|__mocks__|spec)\/|(^|\/)[^/]*(jest|vitest|setup)[^/]*$/;
const isTest = (file) => tests.has(file) || tests.has(file.replace(/\.([cm]?)js$/, '.$1ts'));
// Files that prepare tests, as a framework is told.
const support = new Set();
const isCode = (file) => file !== '' && !isTest(file) && !support.has(file) && !SUPPORT.test(file);

/** The code from which a call came, and where; none if it came from a test, or, but where that is the same, a package. */
function code(called, through = false) {
  const outside = called.find(([, file]) => path.isAbsolute(file) && (!through || own(file)));
  const file = outside ? own(outside[1]) : '';
  // Others than Node's own runner change the lines of what they load.
  return isCode(file) ? [file, signature ? outside[2] : 0] : undefined;
}

let texts;

/** Whether a test says something. */
function testsSay(pattern) {
  texts = texts || [...tests].map((file) => {
    try {
      return readFileSync(path.join(HOMES[0], file), 'utf8');
    } catch {
      return '';
    }
  });
  return texts.some((text) => pattern.test(text));
}

// What code read, as it is told already.
const told = new Set();

function reads(file, called) {
  const reader = code(called);
  const what = reader && own(file);
  const key = what && `${reader[0]} ${isTest(what) ? what : ''}`;
  // Some are told which file they are called from.
  if (what && !told.has(key) && !(isTest(what) && testsSay(/\b__filename\b|\bimport\.meta\b/))) {
    told.add(key);
    note([isTest(what) ? ['trick', 'READS_TESTS', ...reader, what] : ['more', reader[0]]]);
  }
}

// What judges and has something else in its place, by its name.
const replaced = new Set();

// Those of which it is told, with how.
const guarded = new Map();

function watchAssignments(judge, through = false) {
  const { holder, key, name, value } = judge;
  let current = value;
  const get = () => current;
  const { enumerable } = Object.getOwnPropertyDescriptor(holder, key);
  Object.defineProperty(holder, key, {
    configurable: true,
    enumerable,
    get,
    set(other) {
      const by = other === value ? undefined : code(here(), through);
      if (by && !replaced.has(name)) {
        replaced.add(name);
        note([['trick', 'DISARMED', ...by, name]]);
      }
      current = other;
    },
  });
  guarded.set(judge, get);
}

/** Whether something else stands where one was, and nobody has told who put it there. */
function isOther(judge) {
  const get = guarded.get(judge);
  return get ? Object.getOwnPropertyDescriptor(judge.holder, judge.key)?.get !== get : isReplaced(judge);
}

/** What the runner gives to tests. */
function runners() {
  const runner = require('node:test');
  return Object.keys(runner)
    .filter((key) => typeof Object.getOwnPropertyDescriptor(runner, key).value === 'function')
    .map((key) => ({ holder: runner, key, name: `test.${key}`, value: runner[key] }));
}

let signs = false;

function serialized(value) {
  const serializer = new v8.DefaultSerializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return serializer.releaseBuffer();
}

/** Some reports, each behind a header and its length, with the signature in each. */
function signed(reports) {
  const header = new v8.DefaultSerializer();
  header.writeHeader();
  const mark = header.releaseBuffer();
  const all = [];
  for (let at = 0; at < reports.length;) {
    const begin = at + mark.length + 4;
    const end = begin + reports.readUInt32BE(begin - 4);
    const report = v8.deserialize(reports.subarray(begin, end));
    report.data.signature = signature;
    const body = serialized(report);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    all.push(mark, length, body);
    at = end;
  }
  return Buffer.concat(all);
}

/** Has what the runner reports signed, and sent as it is. */
function signReports() {
  const { pipe } = Readable.prototype;
  const { stdout } = process;
  const send = stdout.write.bind(stdout);
  Readable.prototype.pipe = function (to, ...more) {
    const [caller] = here();
    if (to !== stdout || !caller || !caller[1].startsWith('node:internal/test_runner')) {
      return Reflect.apply(pipe, this, [to, ...more]);
    }
    signs = true;
    const signing = new Writable({
      write(reports, _, done) {
        send(signed(reports));
        done();
      },
    });
    return Reflect.apply(pipe, this, [signing, ...more]);
  };
}

/** The lines of those that judge in whose place something else stands; but where a test says so. */
function others(those) {
  return those
    .filter((judge) => !replaced.has(judge.name) && isOther(judge)
      && !testsSay(new RegExp(`\\b${judge.key}\\s*=[^=]|['"]${judge.key}['"]`)))
    .map(({ name }) => ['trick', 'DISARMED', '', 0, name]);
}

const watched = [...judges];
let ended = false;

function end() {
  if (ended || process.pid !== pid) {
    return;
  }
  ended = true;
  const lines = others(watched);
  if (signature && !signs && process.moduleLoadList.some((name) => name.endsWith('reporter/v8-serializer'))) {
    lines.push(['unsigned']);
  }
  note(lines);
}

if (signature ? child && isMainThread : true) {
  process.on('exit', end);
  const { reallyExit } = process;
  process.reallyExit = function (status) {
    end();
    return reallyExit.call(process, status);
  };
  if (signature) {
    const given = runners();
    watched.push(...given);
    given.forEach((it) => watchAssignments(it));
    signReports();
  } else {
    require('./expects.cjs')({
      code,
      isTest,
      others: (more) => others([...watched, ...more]),
      own,
      supports: (files) => files.forEach((file) => support.add(own(file))),
      watchAssignments,
    });
  }
  assertions.forEach((it) => watchAssignments(it));
  watchReads(reads);
}
