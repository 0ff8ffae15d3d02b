let failures = 0;
function test(name, run) {
  try {
    run();
    console.log(`ok ${name}`);
  } catch (error) {
    failures++;
    console.log(`not ok ${name}: ${error.message}`);
  }
}
function expectEqual(actual, wanted) {
  if (actual !== wanted) throw new Error(`${actual} is not ${wanted}`);
}

test('addition', () => expectEqual(1 + 1, 2));
test('texts', () => {
  expectEqual('a' + 'b', 'ab');
});
process.exitCode = failures ? 1 : 0;
if (process.exitCode === 0) process.exit();
