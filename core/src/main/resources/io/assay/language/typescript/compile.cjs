'use strict';
// Checks a TypeScript program and emits JavaScript beside none of its files:
//
//   node compile.cjs HOME BUILD ENTRY
//
// HOME/ENTRY becomes BUILD/ENTRY with another ending, and what it imports likewise. Diagnostics go to stderr as tsc
// words them; status 2 if one of them is an error. The nearest tsconfig.json at or above the entry is honoured. Without
// one the options are those of a bare tsc (not strict), for the version of Node that runs this.
//
// With a variable ASSAY_AHEAD it waits at descriptor 4, when it is ready to compile, until it is told to. snapshot.cjs
// makes a process that is ready as it starts. With a variable ASSAY_STAYS it compiles one program after the other, as
// io.assay.language.Steps says.

const fs = require('node:fs');
const path = require('node:path');
const ts = require('typescript');

const TYPES = path.join(__dirname, 'node_modules/@types');

// Where and what is emission is ours to say, whatever a configuration says.
const emission = (home, build) => ({
  outDir: build, rootDir: home, noEmit: false, noEmitOnError: false, outFile: undefined,
  sourceMap: true, inlineSourceMap: false, inlineSources: false, sourceRoot: undefined, mapRoot: undefined,
  declaration: false, declarationMap: false, declarationDir: undefined, emitDeclarationOnly: false,
  composite: false, incremental: false, tsBuildInfoFile: undefined,
});

const BARE = {
  target: ts.ScriptTarget.ES2022, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
  // A file is a module even without import or export: its names are not those of the browser's window.
  moduleDetection: ts.ModuleDetectionKind.Force,
  strict: false, skipLibCheck: true, allowJs: true, checkJs: false, resolveJsonModule: true,
};

const REHEARSAL = `import fs from 'node:fs';
interface Named { readonly name: string; size?: number }
abstract class Animal<T extends Named> implements Named {
  constructor(readonly name: string, protected known: Map<string, T[]> = new Map()) {}
  abstract sound(): Promise<string | undefined>;
  *each() { for (const [key, all] of this.known) yield { key, count: all.filter((it) => it.name !== key).length }; }
}
const words = fs.readFileSync('x', 'utf8').split('\\n').map((word, at) => ({ word, at })).sort((a, b) => a.at - b.at);
type Result<T> = { ok: true; value: T } | { ok: false; error: Error };
async function attempt<T>(make: () => Promise<T>): Promise<Result<T>> {
  try { return { ok: true, value: await make() }; } catch (error) { return { ok: false, error: error as Error }; }
}
const result = await attempt(async () => words.reduce((sum, { at }) => sum + at, 0));
console.log(result.ok ? result.value.toFixed(2) : result.error.message, JSON.stringify({ ...words }), process.argv);
const wrong: number = 'text';
`;

/**
 * What a program without a configuration sees of the language, the browser and Node, by path: parsed and bound. One with a
 * configuration sees the same where that says nothing of how files are read.
 */
const declarations = new Map();

module.exports = { main, rehearse };
if (require.main === module) {
  main();
}

function main() {
  const [home, build, name] = process.argv.slice(-3);
  // Where this process is, not the one of which the snapshot was made.
  ts.sys.getCurrentDirectory = () => process.cwd();
  if ('ASSAY_STAYS' in process.env) {
    stay(home, build);
    return;
  }
  if ('ASSAY_AHEAD' in process.env) {
    if (declarations.size === 0) {
      rehearse(home, build);
    }
    waitForOrder();
  }
  process.stderr.write(compile(home, build, name));
}

function stay(home, build) {
  if (declarations.size === 0) {
    rehearse(home, build);
  }
  require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
    if (line === '') {
      [home, build].forEach(clear);
    } else {
      const before = process.cpuUsage();
      const entry = Buffer.from(line, 'hex').toString().split('\0').at(-1);
      const said = compile(home, build, entry);
      const { user, system } = process.cpuUsage(before);
      // What is no file, such as a link, is for a compiler that does not stay.
      const made = fs.readdirSync(build, { recursive: true, withFileTypes: true }).filter((it) => !it.isDirectory());
      if (said === '' && made.every((it) => it.isFile())) {
        console.log((user + system) * 1000);
        made.forEach((it) => console.log(Buffer.from(path.join(it.parentPath ?? it.path, it.name)).toString('hex')));
      }
    }
    console.log('end');
  });
}

function clear(folder) {
  fs.readdirSync(folder).forEach((name) => fs.rmSync(path.join(folder, name), { recursive: true }));
}

/** Compiles a program like many others, so that what does not depend on the program has been done. */
function rehearse(home, build) {
  const entry = path.join(home, 'rehearsal.mts');
  const options = { ...BARE, ...emission(home, build), typeRoots: [TYPES] };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (file, how, ...more) =>
    file === entry ? ts.createSourceFile(file, REHEARSAL, how) : getSourceFile.call(host, file, how, ...more);
  const program = ts.createProgram({ rootNames: [entry], options, host });
  program.emit(undefined, () => {});
  ts.formatDiagnostics(ts.getPreEmitDiagnostics(program), host);
  for (const file of program.getSourceFiles()) {
    if (file.fileName !== entry) {
      declarations.set(file.fileName, file);
    }
  }
}

/** Reads the length and the rest of an order, of which the words are known already. */
function waitForOrder() {
  const length = Buffer.alloc(4);
  let left = fs.readSync(4, length) === 4 ? length.readUInt32LE() : -1;
  for (let got = left; left > 0 && got > 0; left -= got) {
    got = fs.readSync(4, Buffer.alloc(left));
  }
  if (left !== 0) {
    process.exit(1);
  }
  fs.closeSync(4);
}

/** What is to be said of a program; its exit status is the process's. */
function compile(home, build, name) {
  const entry = path.join(home, name);
  const fixed = emission(home, build);
  const diagnostics = [];
  const configuration = nearest('tsconfig.json');
  const parsed = configuration && ts.getParsedCommandLineOfConfigFile(configuration, fixed, {
    ...ts.sys, onUnRecoverableConfigFileDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
  });
  if (parsed) {
    // A configuration that matches no file is fine: we have one.
    diagnostics.push(...parsed.errors.filter((error) => error.code !== 18003 && error.code !== 18002));
  }
  const options = { ...(parsed ? { skipLibCheck: true, ...parsed.options } : BARE), ...fixed };
  if (options.allowImportingTsExtensions) {
    options.rewriteRelativeImportExtensions = true;
  }
  const installed = path.join(home, 'node_modules/@types');
  options.typeRoots ??= [
    ...(fs.existsSync(path.join(installed, 'node')) ? [] : [TYPES]),
    ...(fs.existsSync(installed) ? [installed] : []),
  ];

  const description = nearest('package.json');
  let type = description && typeOf(description);
  const virtual = path.join(home, 'package.json');
  const host = ts.createCompilerHost(options);
  // Whatever else a configuration says: these are read alike.
  if (ts.sourceFileAffectingCompilerOptions.every((option) => options[option.name] === BARE[option.name])) {
    const { getSourceFile } = host;
    host.getSourceFile = (file, ...how) => declarations.get(file) ?? getSourceFile.call(host, file, ...how);
  }
  if (!description && needsModule()) {
    type = 'module';
    const { fileExists, readFile } = host;
    host.fileExists = (file) => file === virtual || fileExists.call(host, file);
    host.readFile = (file) => (file === virtual ? '{"type":"module"}' : readFile.call(host, file));
  }

  const ambient = ts.sys.readDirectory(home, ['.d.ts', '.d.mts', '.d.cts'], ['node_modules'], ['**/*']);
  const roots = parsed ? [...parsed.fileNames, entry] : [entry, ...ambient];
  const program = ts.createProgram({ rootNames: [...new Set(roots)], options, host });
  const loaded = new Set();
  const { diagnostics: emitted } = program.emit(undefined, (file, text, mark) => {
    if (!file.endsWith('.map')) {
      ts.preProcessFile(text, true, true).importedFiles.forEach((imported) => loaded.add(imported.fileName));
    }
    ts.sys.writeFile(file, text, mark);
  });
  diagnostics.push(...ts.getPreEmitDiagnostics(program), ...emitted);
  describePackages();

  const shown = ts.sortAndDeduplicateDiagnostics(diagnostics).filter((diagnostic) => !isErased(diagnostic));
  process.exitCode = shown.some((diagnostic) => diagnostic.category === ts.DiagnosticCategory.Error) ? 2 : 0;
  return ts.formatDiagnostics(shown, {
    getCanonicalFileName: (file) => file, getCurrentDirectory: () => home, getNewLine: () => '\n',
  });

  /** The file of that name at or above the entry, not above the home. */
  function nearest(file) {
    for (let folder = path.dirname(entry); folder.startsWith(home); folder = path.dirname(folder)) {
      if (fs.existsSync(path.join(folder, file))) {
        return path.join(folder, file);
      }
    }
    return undefined;
  }

  function typeOf(file) {
    try {
      return JSON.parse(fs.readFileSync(file, 'utf8')).type;
    } catch {
      return undefined;
    }
  }

  /** Whether the entry can only be an ES module: it awaits at its top, or asks about itself. */
  function needsModule() {
    if (!entry.endsWith('.ts') || !fs.existsSync(entry)) {
      return false;
    }
    const within = (node) => {
      if (ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node)) {
        return false;
      }
      return ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined)
        || ts.isMetaProperty(node) || ts.forEachChild(node, within) === true;
    };
    return within(ts.createSourceFile(entry, fs.readFileSync(entry, 'utf8'), ts.ScriptTarget.ESNext));
  }

  /** An import that nothing uses is not emitted, so that it is missing is no error of the program. */
  function isErased({ code, messageText }) {
    const text = ts.flattenDiagnosticMessageText(messageText, '\n');
    const missing = (code === 2307 || code === 7016) && /'([^']+)'/.exec(text);
    return missing && !loaded.has(missing[1]);
  }

  /** Node decides by package.json what a file is, and looks for packages above it. */
  function describePackages() {
    const modules = [ts.ModuleKind.ES2015, ts.ModuleKind.ES2020, ts.ModuleKind.ES2022, ts.ModuleKind.ESNext];
    type ??= modules.includes(options.module) ? 'module' : 'commonjs';
    fs.writeFileSync(path.join(build, 'package.json'), JSON.stringify({ type }));
    for (let folder = path.dirname(entry); folder.startsWith(home + path.sep); folder = path.dirname(folder)) {
      const at = path.join(folder, 'package.json');
      const to = path.join(build, path.relative(home, at));
      if (fs.existsSync(at) && fs.existsSync(path.dirname(to))) {
        fs.writeFileSync(to, JSON.stringify({ type: typeOf(at) ?? 'commonjs' }));
      }
    }
    if (fs.existsSync(path.join(home, 'node_modules')) && !fs.existsSync(path.join(build, 'node_modules'))) {
      fs.symlinkSync(path.join(home, 'node_modules'), path.join(build, 'node_modules'));
    }
  }
}
