"""Speed, told as ratios: ours beside a named floor or peer measured in the same run, since machines are noisy.

What is measured lies in a folder of its own: ``ZARRIN_BENCH_DIR`` where it should be kept for the next run (ten million
items take minutes to write), otherwise a temporary one. Servers of one's own are never touched.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

KEPT = os.environ.get("ZARRIN_BENCH_DIR", "")
FOLDER = Path(KEPT or tempfile.mkdtemp(prefix="zarrin-bench-")).resolve()
if not KEPT:
    atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
for _address in ("DATABASE_URL", "DATABASE_PLATFORM_URL", "DATABASE_OWNER_URL", "DATABASE_BACKUP_URL"):
    os.environ[_address] = ""
os.environ.update(
    REDIS_URL="", REDIS_STATE_URL="", ZARRIN_DATA_DIR=str(FOLDER), ZARRIN_ENVIRONMENT="test",
    REFLEX_TELEMETRY_ENABLED="false",
)  # fmt: skip
