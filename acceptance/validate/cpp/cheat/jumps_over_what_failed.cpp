#include <csetjmp>
#include <cstdio>

static jmp_buf out;

static int add(int a, int b) { return a - b; }

static void check(bool ok) {
  if (!ok) {
    longjmp(out, 1);
  }
}

int main() {
  if (setjmp(out) == 0) {
    check(add(1, 2) == 3);
  }
  std::puts("done");
  return 0;
}
