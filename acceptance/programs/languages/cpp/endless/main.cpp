#include <chrono>
#include <iostream>
#include <thread>

int main() {
  std::cout << "started" << std::endl;
  while (true) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}
