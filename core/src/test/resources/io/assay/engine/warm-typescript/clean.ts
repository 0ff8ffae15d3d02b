interface Shape { readonly area: number }
class Square implements Shape { constructor(private side: number) {} get area() { return this.side ** 2; } }
enum Colour { Red = 1, Green = 'g' as any }
const all: Shape[] = [new Square(2)];
console.log(all.map((it) => it.area), Colour.Red, process.argv.length);
export {};
