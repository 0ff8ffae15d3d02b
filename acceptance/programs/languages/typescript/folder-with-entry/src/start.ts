import { readFileSync } from "node:fs";
import { weigh, type Grains } from "./scale";

const grains: Grains = weigh(readFileSync("data/grains.txt", "utf8"));
console.log(`${grains} grains`);
