"""Types lines into a shell as a person does at its prompt, and marks where each answer ends."""

import json
import os
import shlex
import shutil


def main():
    with open("assay-session.json", encoding="utf-8") as file:
        session = json.load(file)
    os.remove("assay-session.json")
    os.remove(__file__)
    script = ["exec 2>&1 </dev/null"]
    for line in session["lines"]:
        script.append("eval " + shlex.quote(line["source"]))
        script.append(f"printf '{session['mark']}%s\\n' $?")
    shell = shutil.which("bash") or "/bin/sh"
    os.execv(shell, [shell, "-c", "\n".join(script), "sh"])


main()
