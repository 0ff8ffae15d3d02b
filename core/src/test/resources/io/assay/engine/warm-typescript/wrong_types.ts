const a: number = 'x';
function f<T extends { a: string | number | (() => void) }>(it: T): T['a'] { return it.b; }
f({ a: true });
const u: 'one' | 'two' | 3 | Map<string, number[]> = Math.random() > 2 ? 'three' : 'one';
document.querySelector('a').href.foo; [1, 2].includes('1'); Promise.resolve(1).then((x) => x.y);
new Set<string>().add(1); Object.entries({ a: 1 }).map(([k, v]) => v.length);
