// A Node.js that has started and waits for the file to run: what `ahead` of starter.py starts.
const fs = require("node:fs");
fs.writeSync(1, "ready\n");
require(fs.realpathSync(fs.readFileSync(0, "utf8")));
