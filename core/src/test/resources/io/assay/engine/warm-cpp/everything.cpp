#include <bits/stdc++.h>
using namespace std;
int main() { map<string, vector<int>> m; m["a"].push_back(1); mt19937 r(1); cout << m.size() << r() << endl; }
