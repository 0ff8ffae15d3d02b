# Runs the cases of a list, two at a time, each in a folder of its own: a line a case, its number, the phase in which it
# failed, what it wrote to stderr and stdout, and its status.
import base64, json, os, subprocess, sys
from concurrent.futures import ThreadPoolExecutor


def words(command):
    return subprocess.run(
        [command['program'], *command['arguments']], cwd=command['directory'], env={**os.environ, **command['environment']},
        stdin=subprocess.DEVNULL, capture_output=True, timeout=60)


def case(one):
    os.makedirs(one['build'], exist_ok=True)
    for phase in ('compile', 'run'):
        if one[phase]:
            ended = words(one[phase])
            if ended.returncode != 0:
                return phase, ended
    return 'run', ended


with open('cases.json') as file:
    cases = json.load(file)
with ThreadPoolExecutor(2) as pool:
    for number, (phase, ended) in enumerate(pool.map(case, cases)):
        print(number, phase, *(base64.b64encode(it).decode() for it in (ended.stderr, ended.stdout)), ended.returncode, sep=' ', end=' .\n')
