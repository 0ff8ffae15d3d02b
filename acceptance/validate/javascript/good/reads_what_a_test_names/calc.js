const fs = require('fs');
exports.lines = (f) => fs.readFileSync(f, 'utf8').split('\n').length;
