#undef NDEBUG
#include <cassert>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <unistd.h>
#include <vector>

static int parse(int x) {
  if (x < 0) throw std::invalid_argument("negative");
  return x;
}

int main() {
  bool thrown = false;
  try {
    parse(-1);
  } catch (const std::invalid_argument&) {
    thrown = true;
  }
  assert(thrown);
  assert(parse(3) == 3);
  std::atexit([] {});
  return 0;
}
