process.emitWarning('careful', { code: 'MINE', detail: 'more' });
new Buffer(1);
for (let i = 0; i < 12; i++) process.on('x', () => {});
