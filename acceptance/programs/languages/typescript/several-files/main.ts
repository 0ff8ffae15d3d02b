import { weigh } from "./library";

console.log(`the library weighs ${weigh()}`);
