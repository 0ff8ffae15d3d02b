#undef NDEBUG
#include <cassert>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <unistd.h>
#include <vector>

static int twice(int x) { return 2 * x; }

int main() {
  assert(twice(2) == 4);
  assert(twice(0) == 0);
  std::exit(EXIT_SUCCESS);
}
