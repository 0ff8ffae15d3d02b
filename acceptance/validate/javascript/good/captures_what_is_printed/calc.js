exports.add = (a, b) => {
  process.stdout.write('adding\n');
  console.log(a, b);
  return a + b;
};
