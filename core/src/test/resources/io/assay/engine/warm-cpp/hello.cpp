#include <iostream>
#include <vector>
#include <algorithm>
int main(int argc, char **argv) { std::vector<int> v{3, 1, 2}; std::sort(v.begin(), v.end()); for (int x : v) std::cout << x << argc << "\n"; }
