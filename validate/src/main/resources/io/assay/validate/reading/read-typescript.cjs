'use strict';
// Reads the TypeScript files of one program after another and executes none of them:
//
//   node read-typescript.cjs COMPILER
//
// COMPILER is a file beside which the package `typescript` is installed. A worker (worker.cjs).
// Writes a line for each error and each import (Notes.java has the format).

const fs = require('node:fs');
const path = require('node:path');
const { createRequire, isBuiltin } = require('node:module');
const { note, serve } = require('./worker.cjs');

const ts = createRequire(process.argv[2])('typescript');
let home;
let files;

function read(folder, entry) {
  home = folder;
  files = ts.sys.readDirectory(home, ['.ts', '.mts', '.cts'], ['node_modules'], ['**/*']);
  const own = path.join(home, entry);
  for (const file of files.includes(own) ? files : [...files, own]) {
    const name = path.relative(home, file);
    const code = fs.readFileSync(file, 'utf8');
    const source = ts.createSourceFile(file, code, ts.ScriptTarget.ESNext, false, ts.ScriptKind.TS);
    for (const error of source.parseDiagnostics.slice(0, 20)) {
      const { line, character } = source.getLineAndCharacterOfPosition(error.start);
      note('error', name, line + 1, character + 1, ts.flattenDiagnosticMessageText(error.messageText, '\n'));
    }
    if (source.parseDiagnostics.length > 0) continue;
    for (const { fileName: module, pos } of ts.preProcessFile(code, true, true).importedFiles) {
      const { line, character } = source.getLineAndCharacterOfPosition(pos);
      note('import', name, line + 1, character + 1, module, originOf(module, file), needs(source, module) ? 'needed' : 'optional', '');
    }
  }
}

/** Whether an import stays when the types are taken away: those of which no value is used do not. */
function needs(source, module) {
  const imports = source.statements.filter((it) => ts.isImportDeclaration(it) && it.moduleSpecifier.text === module);
  return imports.length === 0 || imports.some(({ importClause: clause }) => {
    if (!clause) return true;
    if (clause.isTypeOnly) return false;
    const named = clause.namedBindings;
    const bound = [
      ...(clause.name ? [clause.name] : []),
      ...(named && ts.isNamespaceImport(named) ? [named.name] : []),
      ...(named && ts.isNamedImports(named) ? named.elements.filter((it) => !it.isTypeOnly).map((it) => it.name) : []),
    ].map((it) => it.text);
    return source.statements.some((it) => !ts.isImportDeclaration(it) && mentions(it, bound));
  });
}

function mentions(node, names) {
  return (ts.isIdentifier(node) && names.includes(node.text))
    || Boolean(ts.forEachChild(node, (child) => mentions(child, names) || undefined));
}

function originOf(module, file) {
  if (isBuiltin(module)) return 'STANDARD';
  const options = { moduleResolution: ts.ModuleResolutionKind.Bundler, module: ts.ModuleKind.ESNext, allowJs: true, allowImportingTsExtensions: true, resolveJsonModule: true };
  const { resolvedModule } = ts.resolveModuleName(module, file, options, ts.sys);
  if (resolvedModule) return resolvedModule.isExternalLibraryImport ? 'INSTALLED' : 'OWN';
  if (declaredIn(module)) return 'OWN';
  return 'MISSING';
}

/** Whether a file of the program declares the module itself, or says where to look for it. */
function declaredIn(module) {
  return ts.sys.fileExists(path.join(home, 'tsconfig.json'))
    || files.some((file) => file.endsWith('.d.ts') && fs.readFileSync(file, 'utf8').includes(`declare module '${module}'`))
    || files.some((file) => file.endsWith('.d.ts') && fs.readFileSync(file, 'utf8').includes(`declare module "${module}"`));
}

serve(read);
