"""The program's dialogs, sheets and bars, each in a module of its own; imported when first asked for."""
