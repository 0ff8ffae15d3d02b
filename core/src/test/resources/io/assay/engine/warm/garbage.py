import gc
print(gc.isenabled(), gc.get_threshold(), gc.garbage, len(gc.callbacks))
class A: pass
a = A(); a.a = a; del a; print(gc.collect() > 0)
