console.log(Object.getOwnPropertyNames(globalThis));
console.log(Object.keys(Object.getOwnPropertyDescriptors(process)).sort());
console.log(Error.stackTraceLimit, require('v8').getHeapStatistics().heap_size_limit);
console.log(Intl.DateTimeFormat().resolvedOptions(), new Date(0).toString());
