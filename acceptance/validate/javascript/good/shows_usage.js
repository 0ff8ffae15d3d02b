function parse(args) {
  if (args.length === 0) {
    console.log('usage: add A B');
    process.exit(0);
  }
  return args.map(Number);
}

const numbers = parse(process.argv.slice(2));
if (numbers.some(Number.isNaN)) {
  throw new TypeError('not a number');
}
console.log(numbers.reduce((a, b) => a + b));
