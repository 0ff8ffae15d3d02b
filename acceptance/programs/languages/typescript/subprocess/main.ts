import { spawnSync } from "node:child_process";

const child = spawnSync("sh", ["-c", "cat; exit 3"], { input: "gold" });
console.log(`the child said ${child.stdout} and ended with ${child.status}`);
