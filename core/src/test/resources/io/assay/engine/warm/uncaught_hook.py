import sys
sys.excepthook = lambda t, v, tb: print('hook', t, v, tb.tb_lineno, tb.tb_next, tb.tb_frame.f_back)
1 / 0
