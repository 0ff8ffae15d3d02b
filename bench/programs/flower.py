from iris import model, names

print(names[model.predict([[6.3, 3.3, 6.0, 2.5]])[0]])
