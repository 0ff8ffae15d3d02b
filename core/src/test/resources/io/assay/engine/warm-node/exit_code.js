let more = 2;
process.on('beforeExit', (code) => { console.log('before', code); if (more-- > 0) setTimeout(() => {}, 1); });
process.exitCode = 4;
