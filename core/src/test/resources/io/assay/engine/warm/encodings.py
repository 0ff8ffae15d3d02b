import locale, sys, time
print('größe €', sys.getfilesystemencoding(), locale.getlocale(), locale.setlocale(locale.LC_ALL), time.tzname, time.timezone)
