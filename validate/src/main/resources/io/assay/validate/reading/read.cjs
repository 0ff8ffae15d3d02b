'use strict';
// Reads the JavaScript files of one program after another and executes none of them:
//
//   node --expose-internals --experimental-vm-modules read.cjs
//
// A worker (worker.cjs). Writes a line for each error and each import (Notes.java has the format).

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const { createRequire, isBuiltin, builtinModules } = require('node:module');
const acorn = require('internal/deps/acorn/acorn/dist/acorn');
const walk = require('internal/deps/acorn/acorn-walk/dist/walk');
const { note, serve } = require('./worker.cjs');

let home;
let entry;
const MOST_ERRORS = 20;

function* sources(folder) {
  for (const item of fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const at = path.join(folder, item.name);
    if (item.isDirectory() && item.name !== 'node_modules') {
      yield* sources(at);
    } else if (item.isFile() && (/\.[mc]?js$/.test(item.name) || at === path.join(home, entry))) {
      yield at;
    }
  }
}

/** What Node takes a file for; undefined where it looks at the code to decide. */
function kindOf(file) {
  if (file.endsWith('.mjs')) return 'module';
  if (file.endsWith('.cjs')) return 'script';
  for (let folder = path.dirname(file); folder.startsWith(home); folder = path.dirname(folder)) {
    try {
      const { type } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
      return type === 'module' ? 'module' : type === 'commonjs' ? 'script' : undefined;
    } catch {
      // None here, or none that can be read.
    }
  }
  return undefined;
}

const WRAPPED = ['exports', 'require', 'module', '__filename', '__dirname'];

function v8(code, kind) {
  try {
    if (kind === 'module') {
      new vm.SourceTextModule(code);
    } else {
      vm.compileFunction(code.replace(/^#!.*/, ''), WRAPPED);
    }
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error?.name === 'SyntaxError') return error;
    throw error;
  }
}

function parse(code, kind) {
  return acorn.parse(code, {
    ecmaVersion: 'latest', sourceType: kind, locations: true, allowHashBang: true,
    allowReturnOutsideFunction: kind === 'script', allowAwaitOutsideFunction: kind === 'module',
  });
}

/** Every error that is not the consequence of one above it: after each, its line is taken out and the rest tried. */
function errorsOf(code, kind) {
  const found = [];
  const lines = code.split('\n');
  while (found.length < MOST_ERRORS) {
    try {
      parse(lines.join('\n'), kind);
      return found;
    } catch (error) {
      if (!error.loc) throw error;
      const { line, column } = error.loc;
      const last = found.at(-1);
      if (last && line <= last.line) return found;
      found.push({ line, column: column + 1, message: error.message.replace(/ \(\d+:\d+\)$/, '') });
      if (!balanced(lines[line - 1] ?? '')) return found;
      lines[line - 1] = '';
    }
  }
  return found;
}

function balanced(line) {
  let depth = 0;
  for (const c of line) {
    depth += '([{'.includes(c) ? 1 : ')]}'.includes(c) ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0 && !line.includes('`');
}

function* imported(tree) {
  const found = [];
  const text = (node) => (node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined);
  walk.fullAncestor(tree, (node, state, ancestors) => {
    const above = ancestors ?? state;
    let module;
    let esm = true;
    if (/^(Import|ExportNamed|ExportAll)Declaration$/.test(node.type) || node.type === 'ImportExpression') {
      module = text(node.source);
    } else if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require') {
      module = text(node.arguments[0]);
      esm = false;
    }
    if (module !== undefined) {
      const optional = above.some((it, i) => it.type === 'TryStatement' && it.block === above[i + 1] && it.handler);
      found.push({ module, esm, optional, ...node.loc.start });
    }
  });
  yield* found.sort((a, b) => a.line - b.line || a.column - b.column);
}

function originOf({ module, esm }, file) {
  if (isBuiltin(module)) return 'STANDARD';
  if (module.startsWith('node:')) return 'MISSING';
  if (module.startsWith('data:') || module.startsWith('#')) return 'OWN';
  const relative = /^\.{0,2}\//.test(module) || module === '.' || module === '..' || module.startsWith('file:');
  if (relative && esm) {
    const at = module.startsWith('file:') ? new URL(module).pathname : path.resolve(path.dirname(file), module);
    return fs.existsSync(at) && fs.statSync(at).isFile() ? 'OWN' : 'MISSING';
  }
  try {
    createRequire(file).resolve(module);
    return relative ? 'OWN' : 'INSTALLED';
  } catch (error) {
    if (relative) return 'MISSING';
    const name = module.split('/').slice(0, module.startsWith('@') ? 2 : 1).join('/');
    for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
      // A package that lets itself be imported but not required is no error of an import.
      if (fs.existsSync(path.join(folder, 'node_modules', name))) {
        return esm && name === module ? 'INSTALLED' : error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED' && esm ? 'INSTALLED' : 'NO_SUCH_PART';
      }
      if (folder === path.dirname(folder)) return 'MISSING';
    }
  }
}

function near(module, file) {
  const candidates = module.startsWith('.')
    ? relatives(module, file)
    : [...builtinModules.filter((name) => !name.startsWith('_')), ...installed(file)];
  const plain = module.replace(/^node:/, '');
  let best = '';
  let least = Math.min(2, Math.floor(plain.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = edits(plain, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

function relatives(module, file) {
  const folder = path.dirname(module);
  try {
    return fs.readdirSync(path.resolve(path.dirname(file), folder)).map((name) => (folder === '.' ? './' : folder + '/') + name);
  } catch {
    return [];
  }
}

function installed(file) {
  try {
    return fs.readdirSync(path.join(home, 'node_modules')).filter((name) => !name.startsWith('.'));
  } catch {
    return [];
  }
}

function edits(a, b) {
  if (Math.abs(a.length - b.length) > 2 || a.length > 60) return 99;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}

function read(folder, main) {
  home = folder;
  entry = main;
  for (const file of sources(home)) {
    const name = path.relative(home, file);
    const code = fs.readFileSync(file, 'utf8');
    let kind = kindOf(file);
    let wrong = v8(code, kind ?? 'script');
    if (wrong && kind === undefined && !v8(code, 'module')) {
      kind = 'module';
      wrong = undefined;
    }
    kind ??= wrong && /^\s*(import|export)\b/m.test(code) ? 'module' : 'script';
    if (wrong) {
      if (kind === 'module') wrong = v8(code, kind) ?? wrong;
      const errors = errorsOf(code, kind);
      const line = Number(/^[^\n]*:(\d+)\n/.exec(wrong.stack)?.[1] ?? 0);
      // The parser tells the column, and V8 what it is that is not expected, or is missing.
      if (errors[0]?.message === 'Unexpected token' && errors[0].line === line) errors[0].message = wrong.message;
      for (const error of errors.length > 0 ? errors : [{ line, column: 0, message: wrong.message }]) {
        note('error', name, error.line, error.column, error.message);
      }
      continue;
    }
    let tree;
    try {
      tree = parse(code, kind);
    } catch {
      // Newer than the parser that Node brings; it will be seen at run time.
      continue;
    }
    for (const one of imported(tree)) {
      const origin = originOf(one, file);
      note('import', name, one.line, one.column + 1, one.module, origin,
        one.optional ? 'optional' : 'needed', origin === 'MISSING' ? near(one.module, file) : '');
    }
  }
}

serve(read);
