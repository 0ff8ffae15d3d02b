const { weigh } = require("./library");

console.log(`the library weighs ${weigh()}`);
