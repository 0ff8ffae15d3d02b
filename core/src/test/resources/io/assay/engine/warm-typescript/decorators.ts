function log(value: Function, context: ClassMethodDecoratorContext) { return function (this: any, ...all: any[]) { return value.apply(this, all); }; }
class It { @log run(x: number) { return x; } accessor y = 1; #z = 2; static { console.log('static'); } }
console.log(new It().run(3), JSON.stringify(new It()));
namespace Old { export const a = 1; }
console.log(Old.a satisfies number, <string>('s' as unknown));
