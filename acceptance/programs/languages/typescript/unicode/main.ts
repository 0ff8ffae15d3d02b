import { readFileSync } from "node:fs";

const größe: string = "café 🜚 日本語";
console.log(größe);
console.log(process.argv[2]);
console.log(readFileSync(0, "utf8").trim());
console.log([..."🜚"].length);
