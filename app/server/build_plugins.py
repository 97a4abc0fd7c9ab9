"""What we do to the built front end before it is compressed."""

import re
from pathlib import Path
from typing import Any

from reflex.plugins import Plugin

ADDRESS = re.compile(r"""(["'`])(ws|http)://localhost:\d+/([^"'`]*)\1""")
"""An address of the API as Reflex bakes it into ``reflex-env-*.js``."""


class SameOrigin(Plugin):
    """Make one build fit every host and port: the API is where the page came from."""

    def post_build(self, **context: Any) -> None:
        """Rewrite the baked addresses in ``assets/reflex-env-*.js``."""
        static_dir = Path(context["static_dir"])
        for script in static_dir.glob("assets/reflex-env-*.js"):
            source = script.read_text(encoding="utf-8")
            script.write_text(same_origin(source), encoding="utf-8")


def same_origin(source: str) -> str:
    """The script with every address of ``localhost`` made relative to the page's origin."""
    return ADDRESS.sub(_relative, source)


def _relative(found: re.Match[str]) -> str:
    scheme, path = found[2], found[3]
    origin = 'location.origin.replace(/^http/,"ws")' if scheme == "ws" else "location.origin"
    return f'((typeof location==="undefined"?"":{origin})+"/{path}")'
