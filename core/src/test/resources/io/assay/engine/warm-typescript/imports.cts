import helper = require('./plain.cjs');
import fs = require('fs');
console.log(helper.plain('a'), fs.existsSync('.'));
module.exports = {};
