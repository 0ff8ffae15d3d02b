import inspect, sys, traceback
print(sys._getframe().f_back, len(inspect.stack()), inspect.stack()[0].filename); traceback.print_stack()
