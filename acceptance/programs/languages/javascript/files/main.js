const fs = require("node:fs");
const path = require("node:path");

for (const file of ["here.txt", "/tmp/there.txt"]) {
  fs.writeFileSync(file, "gold");
  console.log(path.resolve(file), fs.readFileSync(file, "utf8"));
}
fs.mkdirSync("folder");
fs.renameSync("here.txt", "folder/moved.txt");
console.log(`['${fs.readdirSync("folder").join("', '")}']`);
