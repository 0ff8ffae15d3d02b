const assert = require('node:assert');

Math.abs = () => 0;
const double = (n) => n + 2;

assert.ok(Math.abs(double(3) - 6) < 1e-9);
