try: {}['key']
except KeyError as e: raise ValueError('from') from e
