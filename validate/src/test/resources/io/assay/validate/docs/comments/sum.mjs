/**
 * Adds.
 *
 * @param {number} a
 * @example
 * import { add } from './sum.mjs'
 * if (add(1, 2) !== 3) throw new Error('no')
 *
 * @example <caption>Wrong</caption>
 * import { add } from './sum.mjs'
 * add(1).x.y
 * @returns {number} the sum
 */
export function add(a, b) {
  const glob = '/** ``` */';
  return a + b;
}

/**
 * ```js
 * console.log('fenced')
 * ```
 *
 * It prints:
 *
 * ```
 * fences
 * ```
 */
export const x = 1;
