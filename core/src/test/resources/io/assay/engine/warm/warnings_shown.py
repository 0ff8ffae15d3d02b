import warnings
warnings.warn('careful'); print(warnings.filters)
