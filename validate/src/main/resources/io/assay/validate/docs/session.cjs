// Types lines into Node as a person does at its prompt, and marks where each answer ends.
'use strict';

const fs = require('node:fs');
const repl = require('node:repl');
const stream = require('node:stream');
const util = require('node:util');
const vm = require('node:vm');

const session = JSON.parse(fs.readFileSync('assay-session.json', 'utf8'));
fs.unlinkSync('assay-session.json');
fs.unlinkSync(__filename);
process.stderr.write = process.stdout.write.bind(process.stdout);

const input = new stream.PassThrough();
const server = repl.start({
  prompt: '',
  input,
  output: process.stdout,
  terminal: false,
  useColors: false,
  useGlobal: true,
});

let at = -1;
let lines = [];

// Called when a line has been answered, or is not whole yet.
server.displayPrompt = () => {
  if (lines.length > 0) {
    input.write(lines.shift() + '\n');
    return;
  }
  server.clearBufferedCommand();
  if (at >= 0) {
    tellUnfinished(session.lines[at].source);
    process.stdout.write(session.mark + '\n');
  }
  at++;
  if (at === session.lines.length) {
    process.stdout.write('', () => process.exit(0));
    return;
  }
  const { source, mode } = session.lines[at];
  if (mode === 'typed') {
    lines = source.split('\n');
  } else {
    run(source);
  }
  setImmediate(server.displayPrompt);
};

function run(source) {
  try {
    vm.runInThisContext(source);
  } catch (error) {
    tell(error);
  }
}

// The prompt would wait for more.
function tellUnfinished(source) {
  try {
    new vm.Script(source);
  } catch (error) {
    if (/^(Unexpected end of input|Unterminated template)/.test(error.message)) {
      tell(error);
    }
  }
}

function tell(error) {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : util.inspect(error);
  process.stdout.write(`Uncaught ${text}\n`);
}

server.displayPrompt();
