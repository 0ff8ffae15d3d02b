const fs = require("node:fs");

for (const argument of process.argv.slice(2)) {
  console.log(`[${argument}]`);
}
const numbers = fs.readFileSync(0, "utf8").trim().split("\n").map(Number);
console.log(numbers.reduce((sum, number) => sum + number, 0));
