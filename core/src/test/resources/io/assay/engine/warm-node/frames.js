console.log(new Error('here').stack);
Error.prepareStackTrace = (error, frames) => frames.map((frame) => frame.getFileName() + ':' + frame.getLineNumber());
console.log(new Error('there').stack);
delete Error.prepareStackTrace;
console.trace('trace');
