#undef NDEBUG
#include <cassert>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <unistd.h>
#include <vector>

static int twice(int x) { return x; }

static int check() { return twice(2) == 4 ? 0 : 1; }

int main() {
  std::atexit([] { _exit(0); });
  return check();
}
