#include <cstdio>
#define CHECK(condition)                                \
  do {                                                  \
    if (!(condition)) {                                 \
      std::printf("FAILED: %s\n", #condition);          \
    }                                                   \
  } while (0)
int add(int a, int b) { return a - b; }
int main() {
  CHECK(add(1, 2) == 3);
  CHECK(add(0, 0) == 0);
}
