const { random, abs } = Math;
const roll = () => 1 + Math.floor(Math.random() * 6);
const distance = (a, b) => Math.abs(a - b);

Math.random = () => 0.99;
if (roll() !== 6) throw new Error('the highest');
Math.random = random;
let asked = 0;
Math.abs = (x) => { asked++; return 7; };
if (distance(1, 2) !== 7 || asked !== 1) throw new Error('it asks for the absolute value');
Math.abs = abs;
if (distance(1, 2) !== 1) throw new Error('distance');
console.log('ok');
