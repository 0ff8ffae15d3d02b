'use strict';
// What the readers that Node executes have in common as workers (Worker.java has how they are asked).

const fs = require('node:fs');

module.exports = { note, serve };

/** Writes a line (Notes.java has the format). */
function note(...fields) {
  const text = fields.map((field) =>
    String(field).replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t'));
  fs.writeSync(1, text.join('\t') + '\n');
}

/** The lines of standard input, as they come. */
function* lines() {
  const piece = Buffer.alloc(1 << 16);
  for (let rest = ''; ; ) {
    const size = fs.readSync(0, piece);
    if (size === 0) return;
    const all = (rest + piece.toString('latin1', 0, size)).split('\n');
    rest = all.pop();
    yield* all;
  }
}

/** Has `read` look at one program after the other, each in a folder with an entry. */
function serve(read) {
  for (const line of lines()) {
    const [folder, entry] = line.split(' ').map((word) => Buffer.from(word, 'hex').toString());
    read(folder, entry);
    note('end');
    fs.rmSync(folder, { recursive: true });
  }
}
