import json, helper
print(json.mine, helper.value)
