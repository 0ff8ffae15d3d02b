const add = (a: number, b: number): number => a - b;

const runTest = (name: string, actual: number, expected: number): void => {
  const holds = actual === expected;
  console.log(`${name}: ${holds ? 'PASS' : 'FAIL'}`);
};

runTest('adds', add(1, 2), 3);
runTest('adds nothing', add(0, 0), 0);
