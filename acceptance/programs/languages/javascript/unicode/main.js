const fs = require("node:fs");

const größe = "café 🜚 日本語";
console.log(größe);
console.log(process.argv[2]);
console.log(fs.readFileSync(0, "utf8").trim());
console.log([..."🜚"].length);
