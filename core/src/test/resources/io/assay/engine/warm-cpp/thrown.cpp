#include <iostream>
#include <stdexcept>
#include <thread>
#include <future>
int main() { try { throw std::out_of_range("caught"); } catch (const std::exception &e) { std::cout << e.what() << std::endl; } auto f = std::async(std::launch::async, [] { return 2; }); std::cout << f.get() << std::endl; std::thread([] {}).join(); throw std::runtime_error("lost"); }
