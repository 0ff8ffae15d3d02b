let seed: number = 4711;
const numbers: number[] = [];
for (let i = 0; i < 200; i++) {
  seed = (seed * 1103 + 12345) % 1073741824;
  numbers.push(seed % 1000);
}
const counts: number[] = [];
for (const number of numbers.sort((a, b) => a - b)) {
  counts[number % 7] = (counts[number % 7] || 0) + 1;
}
counts.forEach((count, key) => console.log(key + ": " + count));
