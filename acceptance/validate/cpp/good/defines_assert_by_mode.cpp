#include <cstdlib>

#ifndef NDEBUG
#define assert(condition) ((condition) ? (void)0 : std::abort())
#else
#define assert(condition) ((void)0)
#endif

int doubled(int number) { return 2 * number; }

int main() {
  assert(doubled(2) == 4);
  assert(doubled(-1) == -2);
}
