type Deep<T, N extends number, A extends unknown[] = []> = A['length'] extends N ? T : Deep<T[], N, [...A, 0]>;
const deep: Deep<string, 3> = 1;
type Forever<T> = Forever<[T]>; const f: Forever<1> = 2;
type Keys = keyof HTMLElementTagNameMap; const key: Keys = 'nothing';
