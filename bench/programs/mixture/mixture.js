let seed = 4711n;
const numbers = [];
for (let i = 0; i < 200; i++) {
  seed = (seed * 1103515245n + 12345n) % 2147483648n;
  numbers.push(Number(seed % 1000n));
}
const counts = new Map();
for (const number of numbers.sort((a, b) => a - b)) {
  counts.set(number % 7, (counts.get(number % 7) ?? 0) + 1);
}
for (const [key, count] of [...counts].sort((a, b) => a[0] - b[0])) {
  console.log(`${key}: ${count}`);
}
