console.assert = (ok, ...message) => { if (!ok) throw new Error('failed: ' + message.join(' ')); };
const largest = (all) => Math.max(...all);
const testLargest = () => {
  console.assert(largest([1, 5, 2]) === 5);
  console.assert(largest([-3]) === -3, 'one');
}
testLargest()
