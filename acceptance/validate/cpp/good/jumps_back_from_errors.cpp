#include <csetjmp>
#include <cstdio>
#include <cstring>

static std::jmp_buf back;

static void checkDigit(char c) {
  if (c < '0' || c > '9') {
    std::longjmp(back, c);
  }
}

static int parse(const char *text) {
  int value = 0;
  for (; *text; ++text) {
    checkDigit(*text);
    value = 10 * value + *text - '0';
  }
  return value;
}

static int parsed(const char *text) {
  volatile int value = -1;
  if (setjmp(back) == 0) {
    value = parse(text);
  }
  return value;
}

int main() {
  if (parsed("12") != 12 || parsed("1x") != -1) {
    return 1;
  }
  std::puts("parsed");
}
