import { used } from 'a-module-of-which-something-is-used';

console.log(used());
