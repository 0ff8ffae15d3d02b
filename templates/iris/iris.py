"""Tells irises apart by the length and width, in centimetres, of their sepals and petals."""

import os

import joblib

model, names = joblib.load(os.path.join(os.path.dirname(__file__), "iris.joblib"))
