import { readFileSync } from "node:fs";

for (const argument of process.argv.slice(2)) {
  console.log(`[${argument}]`);
}
const numbers: number[] = readFileSync(0, "utf8").trim().split("\n").map(Number);
console.log(numbers.reduce((sum, number) => sum + number, 0));
