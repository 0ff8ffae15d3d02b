const checkPassword = (text) => (text.length < 8 ? 'FAIL: too short' : 'PASS');

let failed = 0;
function test(name, body) {
  try {
    body();
    console.log(`ok ${name}`);
  } catch (error) {
    failed++;
    console.log(`not ok ${name}: ${error.message}`);
  }
}

function assert(holds, message) {
  if (!holds) throw new Error(message);
}

console.log(checkPassword('abc'));
test('a short one', () => assert(checkPassword('abc') !== 'PASS', 'it is too short'));
test('a long one', () => assert(checkPassword('abcdefgh') === 'PASS', 'it is long enough'));
console.log(`${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
