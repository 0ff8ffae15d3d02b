console.log("never");
let let = 1;
