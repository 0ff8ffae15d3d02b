import os from "node:os";

console.log(await Promise.resolve(typeof os.cpus), os.hostname());
