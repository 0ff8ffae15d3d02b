#include <cassert>
#include <chrono>
#include <cstdlib>
#include <thread>

int add(int a, int b) { return a + b; }

int main() {
  assert(add(1, 2) == 3);
  std::thread last([] { std::exit(0); });
  last.join();
  std::this_thread::sleep_for(std::chrono::seconds(5));
}
