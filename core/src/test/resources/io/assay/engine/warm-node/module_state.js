const Module = require('module');
console.log(Object.keys(require.cache), module.children.length, module.paths, module.parent, require.main === module);
console.log(Object.keys(Module._pathCache).filter((key) => !key.includes('/home/user')), Module.globalPaths);
console.log(Object.keys(Module._extensions), Module.builtinModules.length, module.id, __filename, __dirname);
