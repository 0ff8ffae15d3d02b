#include <atomic>
#include <iostream>
#include <thread>
#include <vector>

int main() {
  std::atomic<long> weights{0};
  std::vector<std::thread> threads;
  for (int number = 1; number <= 4; number++) {
    threads.emplace_back([&weights, number] {
      for (int grain = 0; grain < number * 1000; grain++) {
        weights += grain;
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  std::cout << threads.size() << " threads: " << weights << "\n";
}
