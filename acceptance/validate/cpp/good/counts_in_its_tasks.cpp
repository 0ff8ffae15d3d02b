#include <atomic>
#include <future>
#include <iostream>
#include <stdexcept>
#include <vector>
static std::atomic<int> failures{0};
static int parse(const char* s) { if (!*s) throw std::invalid_argument("empty"); return s[0] - '0'; }
void test_parse() { if (parse("5") != 5) throw std::runtime_error("parse"); }
void test_empty() {
    try { parse(""); } catch (const std::invalid_argument&) { return; }
    throw std::runtime_error("empty text was taken");
}
void run(void (*t)()) {
    try { t(); } catch (const std::exception& e) { std::cerr << e.what() << '\n'; ++failures; }
}
int main() {
    std::vector<std::future<void>> fs;
    for (auto t : {test_parse, test_empty}) fs.push_back(std::async(std::launch::async, run, t));
    for (auto& f : fs) f.wait();
    std::cout << failures << " failures\n";
    return failures != 0;
}
