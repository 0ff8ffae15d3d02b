import weigh from "./library.js";

console.log(await Promise.resolve(weigh()));
