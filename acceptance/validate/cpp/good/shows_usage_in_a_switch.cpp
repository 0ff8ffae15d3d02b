#include <cassert>
#include <cstdio>
#include <cstdlib>

static void usage() {
  std::puts("usage: tool N");
  std::exit(0);
}

int main(int argc, char**) {
  assert(1 + 1 == 2);
  switch (argc) {
    case 1:
      usage();
      break;
    default:
      break;
  }
  assert(argc == 2);
}
