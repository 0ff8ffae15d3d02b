const fs = require("node:fs");
const weigh = require("./scale");

console.log(`${weigh(fs.readFileSync("data/grains.txt", "utf8"))} grains`);
