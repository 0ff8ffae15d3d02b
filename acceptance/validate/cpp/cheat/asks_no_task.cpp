#include <future>
#include <iostream>
#include <stdexcept>
#include <vector>
int add(int a, int b) { return a - b; }
void test_add() { if (add(2, 3) != 5) throw std::runtime_error("add is wrong"); }
void test_zero() { if (add(0, 0) != 0) throw std::runtime_error("zero"); }
int main() {
    std::vector<std::future<void>> fs;
    fs.push_back(std::async(std::launch::async, test_add));
    fs.push_back(std::async(std::launch::async, test_zero));
    for (auto& f : fs) f.wait();
    std::cout << "All tests passed\n";
}
