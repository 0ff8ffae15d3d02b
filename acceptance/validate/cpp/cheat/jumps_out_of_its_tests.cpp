#include <cstdio>
#include <cstdlib>
#include <setjmp.h>
#include <string>

static sigjmp_buf next_test;

static std::string reversed(const std::string &text) { return text; }

static void fail(const char *) { siglongjmp(next_test, 1); }

#define CHECK(condition) \
  if (!(condition)) fail(#condition)

static void test_reversed() {
  CHECK(reversed("") == "");
  CHECK(reversed("ab") == "ba");
}

int main() {
  if (!sigsetjmp(next_test, 0)) {
    test_reversed();
    std::puts("reversed");
  }
  std::puts("done");
}
