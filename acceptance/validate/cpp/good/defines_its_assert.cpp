#include <cstdio>
#include <cstdlib>

#define assert(condition) \
  do { \
    if (!(condition)) { \
      std::fprintf(stderr, "failed: %s\n", #condition); \
      std::exit(1); \
    } \
  } while (false)

int doubled(int number) { return 2 * number; }

int main() {
  assert(doubled(2) == 4);
  assert(doubled(-1) == -2);
}
