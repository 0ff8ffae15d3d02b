import helper, importlib
print(helper.__file__, helper.__name__, importlib.import_module('helper') is helper)
