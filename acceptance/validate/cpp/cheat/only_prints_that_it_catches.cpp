#include <cstdio>

int add(int a, int b) { return a - b; }

void test_add() {
  if (add(1, 2) != 3) throw "add";
}

void run(void (*test)()) {
  try {
    test();
  } catch (...) {
    std::puts("something went wrong");
  }
}

int main() {
  run(test_add);
  return 0;
}
