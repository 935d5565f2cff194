"""Widgets are tested without a screen, with the program's own fonts."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
