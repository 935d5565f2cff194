"""Whether a window can open here at all: Qt ends the process without a word to the caller where it cannot."""

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

INSTEAD = (
    "there is no display here, so no window can open; work without one (pressmark import, suggest, export, stats, check: "
    "see pressmark --help), take a picture of the window with pressmark screenshot, or give it a display: xvfb-run pressmark"
)
"""What to do where there is none."""

_WITHOUT_DISPLAY = ("offscreen", "minimal", "minimalegl", "vnc", "linuxfb", "eglfs", "webgl")


def has_display(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a display is there: an X server or a Wayland compositor that answers, or a Qt platform that needs none."""
    if not platform.startswith("linux"):
        return True
    if environment.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0] in _WITHOUT_DISPLAY:
        return True
    wayland = environment.get("WAYLAND_DISPLAY", "")
    if wayland and Path(environment.get("XDG_RUNTIME_DIR", "/"), wayland).is_socket():
        return True
    return _answers(environment.get("DISPLAY", ""))


def _answers(display: str) -> bool:
    """Whether the X server of DISPLAY takes a connection; one on another machine is taken at its word."""
    host, _, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if not number.isdecimal():
        return False
    if host not in ("", "unix", "localhost") and not host.startswith("/"):
        return True
    if host == "localhost":
        return _connects(socket.AF_INET, ("127.0.0.1", 6000 + int(number)))
    place = f"/tmp/.X11-unix/X{number}"
    return _connects(socket.AF_UNIX, place) or _connects(socket.AF_UNIX, "\0" + place)


def _connects(family: int, address: object) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2.0)
        try:
            probe.connect(address)  # type: ignore[arg-type]
        except OSError:
            return False
    return True
