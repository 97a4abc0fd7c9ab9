"""Reasons not to start, found before anything is touched; each is one sentence."""

import os
import shutil
import socket
import sys
from pathlib import Path

import psutil

from services.core.config import Settings

FREE_BYTES = 200_000_000
"""PostgreSQL needs room for its log before it can change anything."""
PYTHON = (3, 11)


class Refused(Exception):
    """Zarrin can't start or do this; the text is for people."""


def check(conf: Settings) -> None:
    """Raise :class:`Refused` when the machine can't run us."""
    python()
    disk(conf.data_dir)
    port(conf.host, conf.port)


def python() -> None:
    """Our oldest Python."""
    if sys.version_info < PYTHON:
        raise Refused(f"Zarrin needs Python {PYTHON[0]}.{PYTHON[1]} or newer; this is {sys.version.split()[0]}.")


def disk(folder: Path) -> None:
    """Room in the data folder, and the right to write there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise Refused(f"The data folder {folder} can't be used: {error.strerror}.") from error
    if not os.access(folder, os.W_OK):
        raise Refused(f"The data folder {folder} can't be written by this account.")
    if free < FREE_BYTES:
        raise Refused(
            f"The disk is full: {free // 1_000_000} MB are free for {folder}, {FREE_BYTES // 1_000_000} MB are needed."
        )


def port(host: str, number: int) -> None:
    """Nobody else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, number))
        except PermissionError as error:
            raise Refused(f"Port {number} is the system's own: choose another, as in ZARRIN_PORT=8000.") from error
        except OSError as error:
            raise Refused(
                f"Port {number} on {host} is taken{_by(number)}: choose another, as in ZARRIN_PORT={number + 10}."
            ) from error


def _by(number: int) -> str:
    try:
        for connection in psutil.net_connections("tcp"):
            port_of = getattr(connection.laddr, "port", None)
            if connection.status == psutil.CONN_LISTEN and port_of == number and connection.pid:
                return f" by {psutil.Process(connection.pid).name()} (process {connection.pid})"
    except psutil.Error:
        pass
    return ""
