process.stdout.on('error', (error) => console.error('error', error.code));
process.stdout.end('last\n', () => console.error('ended'));
try { console.log('too late'); } catch (error) { console.error(error.code); }
