console.table([{ a: 1, b: 'x' }, { a: 2 }]);
console.group('g'); console.warn('%d %s %j %o %%', 1, 'two', { three: 3 }, [4]); console.groupEnd();
console.error(new Map([[1, { deep: { deeper: { deepest: 1 } } }]]), Symbol('s'), 10n, [undefined, , null], () => {}, class A {});
console.assert(false, 'no'); console.count(); console.count(); console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
