import subprocess, sys
print(subprocess.run([sys.executable, '-c', 'import sys; print(sys.path, len(sys.modules)); sys.exit(9)'], capture_output=True))
print(subprocess.run('cat; echo err >&2', shell=True, input=b'in', capture_output=True))
