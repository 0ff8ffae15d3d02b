class Nobody {
  pass() {}
  fail() {}
}

function passed(cases, reporter = new Nobody()) {
  let count = 0;
  for (const run of cases) {
    try {
      run();
      count++;
      reporter.pass();
    } catch (error) {
      reporter.fail(error);
    }
  }
  return count;
}

function refuse() {
  throw new Error('no');
}

if (passed([() => {}, refuse]) !== 1) {
  throw new Error('wrong count');
}
