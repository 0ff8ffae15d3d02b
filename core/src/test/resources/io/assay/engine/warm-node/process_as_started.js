console.log(process.argv, process.execArgv, process.execPath, process.argv0, process.title, process.cwd());
console.log(process.env, process._preload_modules, process.exitCode, process.umask(), process.getuid());
console.log(process.eventNames(), process.listenerCount('exit'), Object.keys(process).sort());
console.log(process.report.filename, process.features, process.allowedNodeEnvironmentFlags.size, process.debugPort);
