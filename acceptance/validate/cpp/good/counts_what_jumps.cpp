#include <csetjmp>
#include <cstdio>

static std::jmp_buf next;

static void check(bool holds) {
  if (!holds) {
    std::longjmp(next, 1);
  }
}

static int add(int a, int b) { return a + b; }

static void test_add() { check(add(1, 2) == 3); }

static void test_refused() { check(add(1, 2) == 4); }

static bool holds(void (*test)()) {
  if (setjmp(next) == 0) {
    test();
    return true;
  }
  return false;
}

int main() {
  int failed = 0;
  if (!setjmp(next)) {
    test_add();
  } else {
    ++failed;
  }
  if (!holds(test_add) || holds(test_refused)) {
    ++failed;
  }
  return failed;
}
