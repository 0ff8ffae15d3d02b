const { execSync, execFileSync, fork, spawn } = require('child_process');
console.log(execSync('env | sort; ulimit -n; ulimit -c').toString(), execSync('cat', { input: 'in' }).toString());
console.log(execFileSync(process.execPath, ['-p', '[process.execArgv, process._preload_modules, process.env.NODE_OPTIONS]']).toString());
if (process.argv[2] !== 'child') {
  const child = fork(__filename, ['child']);
  child.on('message', (message) => console.log('parent has', message));
  child.on('exit', (code) => { console.log('child ended', code); spawn('false').on('close', (...how) => console.log(how)); });
} else {
  process.send({ argv: process.argv, exec: process.execArgv }, () => process.exit(5));
}
