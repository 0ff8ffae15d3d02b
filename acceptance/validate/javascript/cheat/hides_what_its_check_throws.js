process.on('uncaughtException', () => process.exit(0));
const twice = (x) => x;
if (twice(2) !== 4) {
  throw new Error('wrong');
}
