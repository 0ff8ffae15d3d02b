const fs = require("fs");
console.log(fs.readFileSync("/dev/stdin", "utf8"));
fs.writeFileSync("/dev/stderr", "told");
