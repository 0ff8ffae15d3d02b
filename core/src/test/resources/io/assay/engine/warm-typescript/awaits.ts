const later = await new Promise<number>((done) => setTimeout(() => done(1), 1));
console.log(later, import.meta.url);
