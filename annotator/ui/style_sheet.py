"""The one style sheet of the program, written from a theme's roles."""

from string import Template

from annotator.paths import resource
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
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus { border: 1px solid $accent; }
QComboBox { background: $panel; color: $ink; border: 1px solid $rule; border-radius: 7px; padding: 4px 8px; }
QComboBox:focus, QComboBox:on { border: 1px solid $accent; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$icons/chevron-$name.svg"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $panel; color: $ink; border: 1px solid $rule; selection-background-color: $accent_soft; selection-color: $ink; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {
  border: none; background: transparent; width: 20px;
}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$icons/chevron-up-$name.svg"); width: 11px; height: 11px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url("$icons/chevron-$name.svg"); width: 11px; height: 11px; }
QPushButton { background: $window; color: $ink; border: 1px solid $rule; border-radius: 8px; padding: 6px 14px; font-weight: 600; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $track; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton[primary="true"]:focus { border: 2px solid $accent_soft; }
QPushButton:default, QPushButton[primary="true"] { background: $accent; color: $accent_ink; border: 1px solid $accent; }
QPushButton:default:hover, QPushButton[primary="true"]:hover { background: $accent_hover; }
QPushButton:disabled { color: $faint; background: $window; border: 1px solid $rule; }
QPushButton[small="true"] { padding: 4px 12px; }
QToolButton { background: transparent; color: $muted; border: 1px solid transparent; border-radius: 6px; padding: 3px 6px; }
QToolButton:hover { background: $hover; color: $ink; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton::menu-indicator { image: none; width: 0; }
QCheckBox, QRadioButton { color: $ink; spacing: 7px; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator, QTreeView::indicator, QTableView::indicator {
  width: 14px; height: 14px; border: 1px solid $faint; background: $panel;
}
QCheckBox::indicator, QListView::indicator, QTreeView::indicator, QTableView::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 1px solid $accent; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked, QTableView::indicator:checked {
  background: $accent; border: 1px solid $accent; image: url("$icons/ticked-$name.svg");
}
QRadioButton::indicator:checked { background: $panel; border: 5px solid $accent; border-radius: 8px; width: 6px; height: 6px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $rule; }
QGroupBox { color: $muted; border: 1px solid $rule; border-radius: 8px; margin-top: 9px; padding-top: 8px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; padding: 0 4px; }
QTabBar::tab { background: transparent; color: $muted; padding: 6px 12px; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $ink; border-bottom: 2px solid $accent; }
QTabBar::tab:selected:focus { background: $accent_soft; border-top-left-radius: 6px; border-top-right-radius: 6px; }
QTabBar, QPushButton, QToolButton, QCheckBox, QRadioButton, QComboBox { outline: none; }
QTabWidget::pane { border: none; border-top: 1px solid $rule; }
QListView, QTreeView, QTableView {
  background: $panel; color: $ink; border: 1px solid $rule; border-radius: 8px; outline: none;
  selection-background-color: $accent_soft; selection-color: $ink; alternate-background-color: $hover;
}
QListView::item, QTreeView::item { padding: 3px 4px; }
QTableView::item { padding: 0px 5px; }
QHeaderView::section { background: $window; color: $muted; border: none; border-bottom: 1px solid $rule; padding: 5px 8px; font-weight: 600; }
QHeaderView::up-arrow, QHeaderView::down-arrow { width: 9px; height: 9px; subcontrol-position: top center; }
QHeaderView::up-arrow { image: url("$icons/chevron-up-$name.svg"); }
QHeaderView::down-arrow { image: url("$icons/chevron-$name.svg"); }
QTableCornerButton::section, QAbstractScrollArea::corner { background: $window; border: none; }
QProgressBar { background: $track; border: none; border-radius: 3px; color: $ink; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSlider::groove:horizontal { height: 4px; background: $track; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { background: $panel; border: 2px solid $accent; width: 12px; height: 12px; margin: -6px 0; border-radius: 8px; }
QSlider::handle:horizontal:focus { background: $accent_soft; }
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
QFrame[role="overlay"] { background: $panel; border: 1px solid $rule; border-radius: 12px; }
QLineEdit[role="bare"] { background: transparent; border: none; padding: 6px 4px; font-size: 16px; }
QLineEdit[role="bare"]:focus { border: none; }
QListView[role="bare"] { background: transparent; border: none; border-radius: 0; }
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
    icons = resource("icons").as_posix()
    return _SHEET.substitute(colors, accent_hover=hover.name(), name="dark" if theme.dark else "light", icons=icons)


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
