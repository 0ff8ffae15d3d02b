"""Every process makes more, and none ends by itself."""
# options: --timeout 5s --processes 32
# hits: processes
# ends: limit-reached time
from evidence import *

held("nothing yet", "whoever runs this sees whether the host lives")
while True:
    try:
        os.fork()
    except OSError:
        pass
