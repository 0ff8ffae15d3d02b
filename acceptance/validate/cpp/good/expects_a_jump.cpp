#include <csetjmp>
#include <cstdio>
#include <cstdlib>

static std::jmp_buf handler;

static void check(bool holds, const char *what) {
  if (!holds) {
    std::fprintf(stderr, "%s\n", what);
    std::longjmp(handler, 1);
  }
}

static double root(double x) {
  check(x >= 0, "no root of a negative number");
  double guess = x / 2 + 1;
  for (int i = 0; i < 50; ++i) {
    guess = (guess + x / guess) / 2;
  }
  return guess;
}

static void test_root() {
  double three = root(9);
  if (three < 2.999 || three > 3.001) {
    std::abort();
  }
  if (setjmp(handler) == 0) {
    root(-1);
    std::exit(1);
  }
}

int main() {
  test_root();
  std::puts("done");
}
