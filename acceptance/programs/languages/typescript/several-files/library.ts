export function weigh(): number {
  return 42;
}
