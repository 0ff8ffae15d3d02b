declare global { interface Array<T> { mine(): T } interface Window { extra: string } }
declare module 'node:fs' { export function invented(): number }
import { invented } from 'node:fs';
Array.prototype.mine = function () { return this[0]; };
console.log([4].mine(), typeof invented, window.extra);
