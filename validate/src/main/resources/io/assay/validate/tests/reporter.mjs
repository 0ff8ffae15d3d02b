// Tells what came of each test, a line each, its fields separated by tabs:
//
//     test   NAME passed|failed|error|skipped FILE LINE MESSAGE
//     trick  KIND FILE LINE DETAIL
//     more   FILE
//     end    MARK
//
// It is in the process above those of the tests, and the mark with it. What tests.cjs saw in those lies in the record
// beside it.
import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const { ASSAY_MARK: mark, ASSAY_SIGNATURE: signature } = process.env;
delete process.env.ASSAY_MARK;

const HOMES = [process.cwd(), '/build'];
const LONGEST = 4000;
const LONGEST_RECORD = 1 << 20;

const line = (...fields) =>
  fields.map((it) => String(it).replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\t/g, '\\t').replace(/\r/g, ' ')).join('\t') + '\n';

/** A path of the program's own, relative to its home; empty for any other. */
function own(file) {
  const whole = file.startsWith('file:') ? fileURLToPath(file) : file;
  for (const home of HOMES) {
    const relative = path.relative(home, whole);
    if (relative && !relative.startsWith('..') && !relative.startsWith('node_modules')) return relative;
  }
  return '';
}

/** Where an error came from, as far as it was in the program. */
function place(error, test) {
  for (const frame of String(error?.stack ?? '').split('\n')) {
    const found = /((?:file:\/\/)?\/[^():]+):(\d+):\d+\)?$/.exec(frame.trim());
    const file = found && own(found[1]);
    if (file) return [file, found[2]];
  }
  return [own(test.file ?? ''), test.line ?? 0];
}

const isCheck = (error) => error?.code === 'ERR_ASSERTION' || error?.name === 'AssertionError';

/** The lines of the record, none if there is none. */
function recorded() {
  try {
    const record = openSync(path.join(path.dirname(fileURLToPath(import.meta.url)), 'record'));
    const text = Buffer.alloc(LONGEST_RECORD);
    const length = readSync(record, text);
    closeSync(record);
    return text.toString('utf8', 0, length).split('\n');
  } catch {
    return [];
  }
}

export default async function* (events) {
  const open = new Map();
  const counts = new Map();
  const above = [];
  const forged = [];
  for await (const { type, data } of events) {
    if (!data || data.name === undefined) continue;
    const isFile = data.nesting === 0 && (data.name === data.file || path.resolve(data.name) === data.file);
    const key = [data.file, data.line, data.column, data.nesting, data.name].join('\0');
    if (type === 'test:enqueue' && !isFile) open.set(key, data);
    if (type === 'test:start') above[data.nesting] = data.name;
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    open.delete(key);
    const error = data.details?.error;
    const cause = error?.cause && typeof error.cause === 'object' ? error.cause : error;
    const name = isFile ? own(data.file) : [...above.slice(0, data.nesting), data.name].join(' > ');
    if (isFile) {
      const [file, at] = place(cause, { file: data.file });
      const why = type === 'test:fail' ? 'the file could not be run to its end' : 'it ended before any test did, or it holds none';
      if (type === 'test:fail' || !counts.get(data.file)) yield line('test', name, 'error', file, at, why);
      continue;
    }
    if (data.signature !== signature) forged.push(data);
    counts.set(data.file, (counts.get(data.file) ?? 0) + 1);
    if (data.details?.type === 'suite') {
      if (type === 'test:pass' || error?.failureType === 'subtestsFailed') continue;
    } else if (error?.failureType === 'subtestsFailed') {
      continue;
    }
    if (data.skip !== undefined || data.todo !== undefined) {
      yield line('test', name, 'skipped', '', 0, typeof data.skip === 'string' ? data.skip : typeof data.todo === 'string' ? data.todo : '');
    } else if (type === 'test:pass') {
      yield line('test', name, 'passed', '', 0, '');
    } else {
      const said = String(cause?.message ?? cause ?? 'it failed').slice(0, LONGEST);
      const kind = cause?.name && !isCheck(cause) && cause.name !== 'Error' ? cause.name + ': ' : '';
      yield line('test', name, isCheck(cause) ? 'failed' : 'error', ...place(cause, data), kind + said);
    }
  }
  for (const test of open.values()) {
    yield line('test', test.name, 'error', own(test.file ?? ''), test.line ?? 0, 'it was begun and did not come to its end');
  }
  const seen = recorded();
  for (const it of new Set(seen.filter((it) => /^(trick|more)\t/.test(it)))) yield it + '\n';
  if (!seen.includes('unsigned')) {
    for (const { name, file } of forged) yield line('trick', 'FORGED', own(file ?? ''), 0, name);
  }
  yield line('end', mark);
}
