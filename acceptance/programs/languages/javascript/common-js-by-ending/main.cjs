const weigh = require("./library.cjs");

console.log(weigh(), __filename);
