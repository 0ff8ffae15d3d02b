import joblib
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier

data = load_iris()
forest = RandomForestClassifier(n_estimators=100, random_state=0).fit(data.data, data.target)
joblib.dump((forest, list(data.target_names)), "iris.joblib")
