const fs = require('node:fs');
const path = require('node:path');

exports.words = () =>
  fs.readdirSync(__dirname)
    .filter((file) => /\.(js|json|txt)$/.test(file))
    .map((file) => fs.readFileSync(path.join(__dirname, file), 'utf8').split(/\s+/).length)
    .reduce((a, b) => a + b, 0);
