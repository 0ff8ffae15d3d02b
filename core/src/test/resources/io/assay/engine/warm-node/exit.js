process.on('exit', (code) => { console.log('exit', code); process.exitCode = 9; });
process.on('beforeExit', () => console.log('not before exit()'));
console.log('a'); process.exit(3);
