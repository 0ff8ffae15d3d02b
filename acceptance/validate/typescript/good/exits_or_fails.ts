function add(a: number, b: number): number {
  return a + b;
}

let failures = 0;
for (const [a, b, sum] of [[1, 2, 3], [0, 0, 0]] as const) {
  if (add(a, b) !== sum) failures++;
}
if (failures === 0) {
  console.log('all right');
  process.exit(0);
} else {
  console.error(`${failures} failed`);
  throw new Error('wrong');
}
