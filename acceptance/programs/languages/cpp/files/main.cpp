#include <filesystem>
#include <fstream>
#include <iostream>

namespace fs = std::filesystem;

int main() {
  for (fs::path path : {"here.txt", "/tmp/there.txt"}) {
    std::ofstream(path) << "gold";
    std::string text;
    std::ifstream(path) >> text;
    std::cout << fs::absolute(path).string() << " " << text << "\n";
  }
  fs::create_directory("folder");
  fs::rename("here.txt", "folder/moved.txt");
  for (const auto& entry : fs::directory_iterator("folder")) {
    std::cout << "['" << entry.path().filename().string() << "']\n";
  }
}
