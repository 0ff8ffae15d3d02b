const it = await import('#it').catch((error) => ({ default: error.code }));
console.log(it.default, typeof require);
