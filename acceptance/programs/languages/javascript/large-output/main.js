const fs = require("node:fs");

const line = "gold".repeat(1000) + "\n";
for (;;) {
  fs.writeSync(1, line);
}
