#include <iostream>
#include <stdexcept>
#include <thread>

int add(int a, int b) { return a - b; }

void checkAdd() {
  if (add(1, 2) != 3) throw std::runtime_error("not three");
}

int main() {
  std::thread worker([] {
    try {
      checkAdd();
    } catch (const std::exception&) {
    }
  });
  worker.join();
  std::cout << "all tests passed\n";
}
