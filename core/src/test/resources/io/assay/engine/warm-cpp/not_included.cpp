#include <iostream>
int main() { std::vector<int> v{3}; std::sort(v.begin(), v.end()); std::map<int, int> m; std::cout << std::to_string(1) << sqrt(4.0); }
