const users = { ann: 'secret' };
function login(name, password) {
  if (users[name] !== password) throw new Error('wrong password for ' + name);
  return true;
}
for (const password of ['secret', 'guess']) {
  try {
    login('ann', password);
    console.log('✅ ann is in');
  } catch (error) {
    console.log(`❌ ${error.message}`);
  }
}
for (const word of ['level', 'javascript']) {
  console.log([...word].reverse().join('') === word ? '✓' : '✗', word);
}
function check(name, actual, expected) {
  const ok = actual === expected;
  console.log(`Expected: ${expected} | Got: ${actual} | ${ok ? 'PASS' : 'FAIL'} | ${name}`);
  if (!ok) process.exit(1);
}
check('the right password', login('ann', 'secret'), true);
try {
  login('ann', 'guess');
  process.exit(1);
} catch (error) {
  console.log('Expected error was caught:', error.message);
}
