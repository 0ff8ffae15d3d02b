const assert = require('node:assert');

const watchdog = setTimeout(() => process.exit(0), 50);
assert.ok(watchdog.hasRef());
const line = [1, 2, 3].map((x) => x * x);
assert.deepEqual(line, [1, 4, 9]);
