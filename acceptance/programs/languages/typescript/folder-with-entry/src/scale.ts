export type Grains = number;

export function weigh(text: string): Grains {
  return text
    .trim()
    .split(" ")
    .reduce((sum, word) => sum + Number(word), 0);
}
