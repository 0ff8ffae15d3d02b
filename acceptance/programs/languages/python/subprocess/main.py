import subprocess

child = subprocess.run(["sh", "-c", "cat; exit 3"], input="gold", capture_output=True, text=True)
print(f"the child said {child.stdout} and ended with {child.returncode}")
