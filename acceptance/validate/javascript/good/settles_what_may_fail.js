const assert = require('node:assert');

class Store {
  #held = new Map();

  async put(key, value) {
    assert(typeof key === 'string', 'a key is a text');
    this.#held.set(key, value);
  }

  get size() {
    return this.#held.size;
  }
}

(async () => {
  const store = new Store();
  await Promise.allSettled([store.put('a', 1), store.put(2, 2), store.put('c', 3)]);
  assert.strictEqual(store.size, 2);
})();
