const add = (a, b) => a - b;
let failures = 0;
function main() {
  const cases = [[1, 2, 3], [0, 0, 0]];
  for (const [a, b, want] of cases) {
    const got = add(a, b);
    if (got === want) { console.log(`PASS add(${a}, ${b})`); }
    else { failures++; console.error(`FAIL add(${a}, ${b}): expected ${want}, got ${got}`); }
  }
  console.log(`Failures: ${failures}`);
}
main();
