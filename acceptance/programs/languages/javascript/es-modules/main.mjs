import { readFile } from "node:fs/promises";
import { weigh } from "./library.mjs";

const own = await readFile(new URL(import.meta.url), "utf8");
console.log(`${weigh()}, and this file has ${own.trim().split("\n").length} lines`);
