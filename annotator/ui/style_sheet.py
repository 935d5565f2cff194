"""The one style sheet of the program, written from a theme's roles."""

from string import Template

from annotator.ui.theme import Theme

_SHEET = Template("""
QMainWindow, QDialog { background: $window; }
QToolTip { background: $panel; color: $ink; border: 1px solid $key_edge; padding: 4px 6px; }
QMenuBar { background: $window; color: $muted; border: none; padding: 1px 8px; }
QMenuBar::item { background: transparent; padding: 4px 9px; border-radius: 5px; }
QMenuBar::item:selected { background: $hover; color: $ink; }
QMenu { background: $panel; color: $ink; border: 1px solid $rule; padding: 5px; }
QMenu::item { padding: 5px 24px 5px 22px; border-radius: 5px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $rule; margin: 5px 8px; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QKeySequenceEdit QLineEdit {
  background: $panel; color: $ink; border: 1px solid $rule; border-radius: 8px; padding: 5px 8px;
  selection-background-color: $selection; selection-color: $ink;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus { border: 1px solid $accent; }
QComboBox { background: $panel; color: $ink; border: 1px solid $rule; border-radius: 7px; padding: 4px 8px; }
QComboBox:focus, QComboBox:on { border: 1px solid $accent; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox QAbstractItemView { background: $panel; color: $ink; border: 1px solid $rule; selection-background-color: $accent_soft; selection-color: $ink; }
QPushButton { background: $window; color: $ink; border: 1px solid $rule; border-radius: 8px; padding: 6px 14px; font-weight: 600; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $track; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:default, QPushButton[primary="true"] { background: $accent; color: $accent_ink; border: 1px solid $accent; }
QPushButton:default:hover, QPushButton[primary="true"]:hover { background: $accent_hover; }
QPushButton:disabled { color: $faint; background: $window; border: 1px solid $rule; }
QToolButton { background: transparent; color: $muted; border: 1px solid transparent; border-radius: 6px; padding: 3px 6px; }
QToolButton:hover { background: $hover; color: $ink; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton::menu-indicator { image: none; width: 0; }
QCheckBox, QRadioButton { color: $ink; spacing: 7px; }
QGroupBox { color: $muted; border: 1px solid $rule; border-radius: 8px; margin-top: 9px; padding-top: 8px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; padding: 0 4px; }
QTabBar::tab { background: transparent; color: $muted; padding: 6px 12px; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $ink; border-bottom: 2px solid $accent; }
QTabWidget::pane { border: none; border-top: 1px solid $rule; }
QListView, QTreeView, QTableView {
  background: $panel; color: $ink; border: 1px solid $rule; border-radius: 8px; outline: none;
  selection-background-color: $accent_soft; selection-color: $ink; alternate-background-color: $hover;
}
QHeaderView::section { background: $window; color: $muted; border: none; border-bottom: 1px solid $rule; padding: 5px 8px; font-weight: 600; }
QProgressBar { background: $track; border: none; border-radius: 3px; color: $ink; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSplitter { background: $window; }
QSplitter::handle { background: $rule; }
QSplitter::handle:hover { background: $accent; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 11px; }
QScrollBar:horizontal { height: 11px; }
QScrollBar::handle { background: $scroll; border-radius: 4px; margin: 1px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="title"] { color: $ink; font-size: 20px; font-weight: 700; }
QLabel[role="heading"] { color: $ink; font-size: 15px; font-weight: 700; }
QLabel[role="error"] { color: $bad; }
QLabel[role="strong"] { color: $ink; font-weight: 600; }
QLabel[role="section"] { color: $muted; }
QFrame[role="foot"] { background: $window; border: none; border-top: 1px solid $rule; }
QFrame[role="rule"] { background: $rule; border: none; }
QFrame[role="card"] { background: $panel; border: 1px solid $rule; border-radius: 10px; }
QScrollArea, QWidget[role="plain"] { background: transparent; border: none; }
""")


def style_sheet(theme: Theme) -> str:
    """The style sheet for `QApplication.setStyleSheet`.

    Dialogs set the dynamic property `role` (muted, title, heading, error) on labels, `primary` on the button that goes on.
    """
    colors = {name: getattr(theme, name).name() for name in _ROLES}
    hover = theme.accent.lighter(108) if theme.dark else theme.accent.darker(108)
    return _SHEET.substitute(colors, accent_hover=hover.name())


_ROLES = (
    "window",
    "panel",
    "ink",
    "muted",
    "faint",
    "rule",
    "track",
    "hover",
    "accent",
    "accent_ink",
    "accent_soft",
    "bad",
    "selection",
    "key_edge",
    "scroll",
)
