import sys
print(sorted(sys.modules))
print(sys.path, sys.meta_path, sys.path_hooks, sorted(sys.path_importer_cache))
print(sys.flags, sys.warnoptions, sys._xoptions, sys.executable, sys.prefix, sys.dont_write_bytecode)
