console.log(require('./helper'), require('./helper.js') === require('./helper'), require('dep'), require('./data'));
console.log(require.resolve('dep'), require.resolve.paths('dep'), require('scope/sub'));
for (const name of ['nowhere', './nowhere', 'scope/hidden', '/build/.ahead']) {
  try { require(name); } catch (error) { console.log(error.code, error.message); }
}
import('./other.mjs').then((it) => console.log(it));
