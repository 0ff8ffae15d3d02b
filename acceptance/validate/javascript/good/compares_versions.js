const installed = new Map([['left', '1.0.0'], ['right', '2.1.0']]);
const wanted = { left: '1.0.0', right: '3.0.0', top: '1.0.0' };

function versionOf(name) {
  return installed.get(name) ?? 'none';
}

function report(name, expected) {
  const got = versionOf(name);
  if (got !== expected) {
    console.log(`${name}: expected ${expected} got ${got}`);
  } else {
    console.log(`${name}: ok`);
  }
}

for (const [name, version] of Object.entries(wanted)) {
  report(name, version);
}
