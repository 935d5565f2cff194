"""The interface in French and in English: the catalogues are whole, they agree with the sources, and everything goes through them."""

import ast
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.errors import AnnotationError, StoreError
from annotator.model.query import Progress
from annotator.paths import resource
from annotator.project import Project
from annotator.ui.action_table import ACTIONS
from annotator.ui.app import install_language
from annotator.ui.article.header import meta_line, shown_date
from annotator.ui.error_table import ERROR_TEMPLATES
from annotator.ui.error_text import shown_error, shown_reason
from annotator.ui.keys import shown_keys
from annotator.ui.panels.article_delegate import short_date
from annotator.ui.panels.focus_card import percent
from annotator.ui.panels.header import Header
from annotator.ui.theme import load_theme
from annotator.ui.wording import Counts, edit_title
from tests.conftest import CHECKOUT
from tests.ui.conftest import Desk

PACKAGE = CHECKOUT / "annotator"
CATALOGUES = CHECKOUT / "resources" / "i18n"
NBSP = "\u00a0"


class Message(NamedTuple):
    """One entry of a catalogue; `translations` has a text, or one for each plural form."""

    context: str
    source: str
    translations: tuple[str, ...]
    type: str
    plural: bool


def messages(language: str, folder: Path = CATALOGUES) -> list[Message]:
    found: list[Message] = []
    for context in ET.parse(folder / f"pressmark_{language}.ts").getroot().iter("context"):
        for entry in context.iter("message"):
            translation = entry.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")]
            texts = tuple(forms) if entry.get("numerus") else (translation.text or "",)
            name, source = context.findtext("name", ""), entry.findtext("source", "")
            found.append(Message(name, source, texts, translation.get("type", ""), bool(entry.get("numerus"))))
    return found


@pytest.fixture
def french(qapp: QApplication) -> str:
    return install_language(qapp, "fr", [])


@pytest.fixture
def english(qapp: QApplication) -> str:
    return install_language(qapp, "en", [])


# The catalogues


def test_catalogues_hold_what_the_sources_say(tmp_path: Path) -> None:
    """New strings are in the .ts files, and gone ones are not; `make translations` mends it."""
    tools = Path(sys.executable).parent
    subprocess.run(
        [CHECKOUT / "scripts" / "translations", tmp_path],
        env=os.environ | {"BIN": str(tools)},
        capture_output=True,
        text=True,
        check=True,
    )
    for language in ("fr", "en"):
        assert messages(language, tmp_path) == messages(language)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_qt_loads_is_what_was_translated(language: str) -> None:
    translator = QTranslator()
    assert translator.load(str(CATALOGUES / f"pressmark_{language}.qm"))
    old = [
        (message.source, form)
        for message in messages(language)
        for form, text in enumerate(message.translations)
        # 1 and 2 are counted in the first form and the second, in French as in English
        if translator.translate(message.context, message.source, "", form + 1 if message.plural else -1) != text
    ]
    assert old == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_string_is_translated(language: str) -> None:
    found = messages(language)
    assert len(found) > (400 if language == "fr" else 3)
    left = [(m.context, m.source) for m in found if m.type or not all(text.strip() for text in m.translations)]
    assert left == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_plurals_have_their_two_forms(language: str) -> None:
    wrong = [m.source for m in messages(language) if m.plural and len(m.translations) != 2]
    assert wrong == []
    counted = [m.source for m in messages(language) if re.search(r"%L?n", m.source) and not m.plural]
    assert counted == []


def test_counts_are_written_as_numbers_of_the_language() -> None:
    """`%Ln` is 12,345 and 12 345; `%n` is 12345."""
    assert [m.source for m in messages("fr") if "%n" in m.source] == []


def test_placeholders_agree() -> None:
    def fields(text: str) -> list[str]:
        return sorted(re.findall(r"\{[\w:]*\}|%L?[n\d]|\*\.\w+|`[^`{]+`|\[\[", text))

    def other(text: str) -> list[str]:
        return [sign for sign in ("…", "\n") if text.endswith(sign)]

    def agree(message: Message, text: str) -> bool:
        if message.context == "errors":  # the window may leave out what is of use on the command line only
            return set(fields(text)) <= set(fields(message.source))
        return fields(message.source) == fields(text) and message.source.count("&") == text.count("&")

    wrong = [
        (m.source, text)
        for m in messages("fr")
        for text in m.translations
        if not agree(m, text) or other(m.source.replace(" …", "…")) != other(text)
    ]
    assert wrong == []


def test_french_typography() -> None:
    wrong: list[tuple[str, str]] = []
    for message in messages("fr"):
        for text in message.translations:
            prose = re.sub(r"`[^`]*`|\[\.\.\.\]|\(\*[^)]*\)", "", text)
            for why, pattern in {
                "straight apostrophe": "'",
                "three dots": r"\.\.\.",
                "English quotation marks": '[“”"]',
                "no NBSP before a sign": rf"(?<![{NBSP}])[:;!?](?=\s|$)",
                "no NBSP inside guillemets": rf"«(?!{NBSP})|(?<!{NBSP})»",
                "no NBSP before per cent": rf"(?<!{NBSP})%(?![Ln\d])",
                "a blank before the dots": rf"[ {NBSP}]…$",
            }.items():
                if re.search(pattern, prose):
                    wrong.append((why, text))
    assert wrong == []


def test_one_english_sentence_has_one_french_sentence_in_a_context() -> None:
    pairs = [(m.context, m.source) for m in messages("fr")]
    assert len(pairs) == len(set(pairs))


# Everything goes through them

TRANSLATING = {"tr", "translate", "QT_TRANSLATE_NOOP"}
SHOWING = {
    "setText", "setToolTip", "setStatusTip", "setWhatsThis", "setWindowTitle", "setTitle", "setPlaceholderText",
    "setAccessibleName", "setAccessibleDescription", "setLabelText", "setInformativeText", "setHeaderLabels", "addItem",
    "addItems", "addAction", "addMenu", "addButton", "addRow", "addTab", "setSuffix", "setPrefix", "setSpecialValueText",
    "QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QToolButton", "QMenu",
    "add_button", "add_primary", "muted", "section", "inform", "refuse", "say", "KeyHint", "drawText",
    "getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory", "warning_box", "question",
}  # fmt: skip
"""What puts its arguments before a person's eyes."""
NAMES = {"Pressmark", "Pressmark – ", " – Pressmark"}


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _literals(node: ast.AST) -> Iterator[ast.Constant]:
    """The texts in an expression, those aside that are translated or are arguments of further calls."""
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in {"format", "join"}:
            yield from _literals(node.func.value)
        return
    if isinstance(node, ast.Lambda | ast.Compare | ast.Subscript):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.IfExp) and child is node.test):
            yield from _literals(child)


def _modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((PACKAGE / "ui").rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_no_text_is_shown_untranslated() -> None:
    wrong: list[str] = []
    for path, tree in _modules():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or _called(node) not in SHOWING:
                continue
            for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                wrong += [
                    f"{path.relative_to(PACKAGE)}:{text.lineno}: {text.value!r}"
                    for text in _literals(argument)
                    if re.search(r"[A-Za-zÀ-ÿ]{3}.*[ .!?…]|\b[A-Z][a-z]{2}", str(text.value))
                    and text.value not in NAMES
                    and not re.fullmatch(
                        r"(\w+\+)*[A-Z]\w*(/\w+|–[A-Z])?", str(text.value)
                    )  # a key, or a name in the code
                ]
    assert wrong == []


def test_what_is_translated_is_a_literal() -> None:
    """Else lupdate can't find it; tables are marked with QT_TRANSLATE_NOOP in the context that looks them up."""
    calls = [
        (f"{path.relative_to(PACKAGE)}:{node.lineno}", node)
        for path, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and node.args
    ]
    marked = {_text(node.args[0]) for _, node in calls if _called(node) == "QT_TRANSLATE_NOOP"} - {""}
    wrong = [place for place, node in calls if _called(node) == "tr" and not _text(node.args[0])]
    wrong += [
        place
        for place, node in calls
        if _called(node) == "translate"
        and (_text(node.args[0]) or len(node.args) > 2)  # else a painter's
        and not (len(node.args) > 1 and _text(node.args[1]))
        and _text(node.args[0]) not in marked
    ]
    assert wrong == []


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


# What errors say

OF_THE_COMMAND_LINE = {
    "model/splits.py",  # shares typed on the command line
    "nlp/export_protocol.py",
    "nlp/fields.py",
    "suggesting.py",  # the window has a process of its own
    "surveying.py",
}
RAISING = {
    "AnnotationError",
    "StoreError",
    "LoadError",
    "NothingToLearnError",
    "Refusal",
    "_DamagedError",
    "_problem",
    "Problem",
}


def _shapes(node: ast.AST) -> Iterator[str]:
    """The sentences an expression can make, `{}` for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from _shapes(node.body)
        yield from _shapes(node.orelse)
    elif isinstance(node, ast.BinOp):
        for left in _shapes(node.left):
            yield from (left + right for right in _shapes(node.right))


FILLINGS = ("Permission denied", "label", "heads from PER to ORG")
"""What may stand in an error's sentence: a reason, a kind of thing, or the beginning of a complaint."""
COMPOSED = ("{}: {}{}; see `pressmark check`. Nothing was written", "the export process ended ")
"""Sentences whose parts are put together elsewhere; tested one by one below."""


def _examples(shape: str) -> list[str]:
    return [shape.replace("{}", filling) for filling in FILLINGS]


def _is_warning(node: ast.Call) -> bool:
    """Whether something is told beside an answer: the window shows what the pipelines warn of."""
    return isinstance(node.func, ast.Attribute) and ast.unparse(node.func) in ("warnings.append", "notes.append")


def raised() -> Iterator[tuple[str, str]]:
    """(place, sentence) of whatever the model, the project, the file and the formats can complain of."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name.startswith(("ui/", "cli/", "simulation/")) or name in OF_THE_COMMAND_LINE:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (_called(node) in RAISING or _is_warning(node)):
                for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                    for shape in _shapes(argument):
                        if re.search(r"[a-z]{2,} \S*[a-z]{2,} ", shape):
                            yield f"{name}:{node.lineno}", shape


def test_the_window_has_words_for_every_error(french: str) -> None:
    missing = [
        place + ": " + shape
        for place, shape in raised()
        if all(shown_reason(example) == example for example in _examples(shape)) and shape not in COMPOSED
    ]
    assert missing == []


def test_sentences_of_the_table_are_still_in_the_sources() -> None:
    texts = {
        "".join(re.sub(r"\{[^{}]*\}", "{}", text).split())
        for path in PACKAGE.rglob("*.py")
        if not path.name.startswith("error_table")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for text in _shapes(node)
    }
    everything = "\n".join(texts)
    system = {os.strerror(code) for code in range(1, 60)}
    gone = []
    for template in ERROR_TEMPLATES:
        pieces = [piece for words, _, _, _ in Formatter().parse(template) for piece in re.split("[,;:(]", words)]
        if "".join(max(pieces, key=len).split()) not in everything and not (
            template in system or template.startswith(COMPOSED)
        ):
            gone.append(template)
    assert gone == []


def test_errors_read_in_english_as_they_were_raised(english: str) -> None:
    for example in (example for _, shape in raised() for example in _examples(shape)):
        said = shown_error(example)
        assert said[1:] == example[1:]
        assert said[0] in (example[0], example[0].upper())


def test_errors_of_many_parts_are_said_in_french(french: str) -> None:
    said = shown_error(
        "a-1: PER “Lyon ” begins or ends with a blank (2 more like it); see `pressmark check`. Nothing was written"
    )
    assert said.startswith(
        f"a-1{NBSP}: PER «{NBSP}Lyon {NBSP}» commence ou finit par une espace (et 2 de plus){NBSP}; voyez"
    )
    assert shown_error("the export process ended with code 3; nothing was replaced").startswith(
        "Le processus d’exportation"
    )


def test_a_refusal_is_said_in_french(desk: Desk, french: str) -> None:
    head, child = desk.span("Élodie Marchand"), desk.span("Saint-Nazaire")
    desk.session.language = french
    desk.session.run(
        lambda project: project.add_relation(desk.session.article.document.id, head.ref, child.ref, "employed_by")  # type: ignore[union-attr]
    )
    text, kind = desk.messages[-1]
    assert kind == "refused"
    assert text == (
        f"«{NBSP}employé par{NBSP}» ne peut pas aller de Personne à Lieu{NBSP}; sont permis{NBSP}: Personne → Organisation"
    )


def test_a_refusal_names_labels_as_the_scheme_shows_them(desk: Desk, english: str) -> None:
    desk.press("Return")
    start, end = desk.at("Élodie Marchand")
    desk.session.language = english
    desk.session.run(lambda project: project.add_span(desk.documents[0], start, end, "PER"))
    assert desk.messages[-1] == ("“Élodie Marchand” is Person already", "refused")
    desk.session.run(lambda project: project.add_span(desk.documents[0], start, end, "NOWHERE"))
    assert desk.messages[-1][0].startswith("The scheme has no label NOWHERE; it has Person, Organisation, Place,")


@pytest.mark.parametrize(("count", "said"), [("1 cell", "1 cellule"), ("3 cells", "3 cellules")])
def test_a_count_is_said_in_french_with_its_noun(french: str, count: str, said: str) -> None:
    error = f"a.csv:2: the row has {count} and the header 2; quote cells that hold a comma"
    assert shown_error(error).startswith(f"a.csv:2{NBSP}: la ligne a {said} et l’en-tête 2")


def test_a_file_of_an_unknown_format_is_refused_in_french_alone(french: str) -> None:
    rest = "is no format that can be read; save it as .txt, .csv or .jsonl, or name its format with --format"
    assert shown_error(f"/a/nitf.xsd: the ending .xsd {rest}") == (
        f"/a/nitf.xsd{NBSP}: .xsd n’est pas la terminaison d’un format lisible{NBSP}; enregistrez-le en .txt, .csv ou .jsonl"
    )
    assert "n’est d’aucun format lisible" in shown_error(f"/a/b: this file {rest}")


def test_a_full_disk_is_said_in_french(french: str) -> None:
    error = StoreError(
        "/news.pressmark: the disk is full; free some space and do it again. Nothing of this action was written"
    )
    assert shown_error(error).startswith(f"/news.pressmark{NBSP}: le disque est plein{NBSP}; libérez de la place")


def test_what_is_kept_of_an_import_is_said_in_french(french: str) -> None:
    error = "/n.pressmark: the disk is full; free some space and do it again. Articles that came in before that are kept: 1,200"
    assert shown_error(error) == (
        f"/n.pressmark{NBSP}: le disque est plein{NBSP}; libérez de la place et recommencez. "
        f"Articles arrivés avant cela et conservés{NBSP}: 1,200"
    )


def test_a_reason_within_a_sentence_is_translated_too(french: str) -> None:
    error = StoreError(
        "/n.pressmark: open read-only (another window has it open, process 12 on desk); nothing was written"
    )
    assert shown_error(error) == (
        f"/n.pressmark{NBSP}: ouvert en lecture seule (une autre fenêtre l’a déjà ouvert, processus 12 sur desk){NBSP};"
        " rien n’a été écrit"
    )


def test_an_error_begins_with_a_capital_and_an_unknown_one_stays_as_it_is(french: str) -> None:
    assert shown_error(AnnotationError("that span is not there any more")) == "Cette entité n’existe plus"
    assert shown_error("nobody: knows this one") == "nobody: knows this one"


def test_what_was_filled_in_may_hold_braces_and_line_ends(french: str) -> None:
    said = shown_error("“a {b}\nc” is {PER} already")
    assert said == f"«{NBSP}a {{b}}\nc{NBSP}» porte déjà l’étiquette {{PER}}"


# The language in force


def test_actions_groups_and_edits_speak_french(french: str) -> None:
    same = {"Relations", "Articles", "Suggestions", "Zone…", "Zones…"}
    english = [row.title for row in ACTIONS if row.shown_title() == row.title and row.title not in same]
    assert english == []
    assert edit_title("accept") == "acceptation"


def test_english_is_english_wholly(english: str) -> None:
    assert [row.title for row in ACTIONS if row.shown_title() != row.title] == []
    assert Counts().words(1) == "1 word"
    assert Counts().words(1200) == "1,200 words"
    assert percent(0.96) == "96%"
    assert shown_keys("Ctrl+Return") == "Ctrl+Enter"


def test_keys_have_their_french_names(french: str) -> None:
    shown = {key: shown_keys(key) for key in ("Return", "Esc", "Shift+Space", "Del", "Backspace", "Ctrl+Shift+Return")}
    assert shown == {
        "Return": "Entrée",
        "Esc": "Échap",
        "Shift+Space": "Maj+Espace",
        "Del": "Suppr",
        "Backspace": "Retour arrière",
        "Ctrl+Shift+Return": "Ctrl+Maj+Entrée",
    }
    assert QCoreApplication.translate("QShortcut", "Return") == "Entrée"


def test_qt_s_own_buttons_speak_french(french: str) -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuler"
    assert QCoreApplication.translate("QFileDialog", "&Look in:") == f"&Regarder dans{NBSP}:"
    assert QCoreApplication.translate("QFileDialog", "Files of &type:") == f"&Type de fichiers{NBSP}:"
    assert QCoreApplication.translate("QAbstractFileIconProvider", "Folder", "All other platforms") == "Dossier"


def test_numbers_and_dates_are_written_as_in_french(french: str, desk: Desk) -> None:
    assert percent(0.96) == f"96{NBSP}%"
    assert Counts().words(1) == "1 mot"
    assert Counts().words(1200) == "1\u202f200 mots"
    assert shown_date("2026-10-14T06:40:00+02:00", "fr") == "Mercredi 14 octobre 2026"
    assert short_date("2020-02-14") == "févr. 2020"
    assert meta_line(desk.article.document, "fr").endswith(f"Lecture{NBSP}1{NBSP}min")
    for words, time in ((119 * 230, f"119{NBSP}min"), (876 * 230, f"15{NBSP}h")):
        assert meta_line(replace(desk.article.document, text="mot " * words), "fr").endswith(f"Lecture{NBSP}{time}")


def test_plurals_follow_the_count(french: str) -> None:
    assert Counts().suggestions_decided(1) == "1 suggestion tranchée"
    assert Counts().suggestions_decided(2) == "2 suggestions tranchées"


@pytest.mark.parametrize(
    ("language", "finished", "total", "said"),
    [
        ("en", 0, 1, "0 of 1 article"),
        ("en", 1, 33, "1 of 33 articles"),
        ("fr", 0, 1, "0 sur 1 article"),
        ("fr", 1, 33, "1 sur 33 articles"),
    ],
)
def test_progress_of_the_corpus_agrees_with_its_number_of_articles(
    qapp: QApplication, qtbot: QtBot, language: str, finished: int, total: int, said: str
) -> None:
    install_language(qapp, language, [])
    header = Header(load_theme("light"))
    qtbot.addWidget(header)
    header.set_progress(Progress(total=total, done=finished, in_progress=0, skipped=0, pending=1))
    assert header.progress_text == said
    tooltip = header._progress.toolTip()
    assert tooltip.endswith("1 suggestion à revoir" if language == "fr" else "1 suggestion to review")


@pytest.mark.parametrize(
    ("variables", "spoken"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr Accepter"),
        ({"LANG": "fr_CA.UTF-8"}, "fr Accepter"),
        ({"LANG": "en_GB.UTF-8"}, "en Accept"),
        ({"LANG": "de_DE.UTF-8"}, "en Accept"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr"}, "fr Accepter"),
        ({"LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8"}, "en Accept"),
    ],
)
def test_the_system_s_language_is_spoken_by_default(variables: dict[str, str], spoken: str) -> None:
    code = (
        "from annotator.ui.app import *;from annotator.ui.action_table import ACTIONS;app = make_application();"
        "print(install_language(app, '', []), next(row.shown_title() for row in ACTIONS if row.name == 'accept'))"
    )
    assert _in_another_process(code, variables) == spoken


@pytest.mark.parametrize(
    ("variables", "spoken"),
    [
        ({"LANG": "en_GB.UTF-8", "LC_TIME": "fr_FR.UTF-8"}, "Wednesday 14 October 2026"),
        ({"LANG": "en_US.UTF-8"}, "Wednesday October 14 2026"),
        ({"LANG": "fr_CA.UTF-8", "LC_TIME": "en_US.UTF-8"}, "Mercredi 14 octobre 2026"),
    ],
)
def test_dates_are_in_the_language_of_the_words(variables: dict[str, str], spoken: str) -> None:
    code = (
        "from annotator.ui.app import *; from annotator.ui.article.header import shown_date; app = make_application();"
        "print(shown_date('2026-10-14', install_language(app, '', [])))"
    )
    assert _in_another_process(code, variables).replace(",", "") == spoken


def _in_another_process(code: str, variables: dict[str, str]) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    command = [sys.executable, "-X", "utf8", "-c", code]
    return subprocess.run(command, env=kept | variables, capture_output=True, text=True, check=True).stdout.strip()


def test_the_setting_outdoes_the_system(qapp: QApplication) -> None:
    translators: list[QTranslator] = []
    assert install_language(qapp, "fr", translators) == "fr"
    assert QLocale().language() is QLocale.Language.French
    assert len(translators) == 2
    assert install_language(qapp, "en", translators) == "en"
    assert QLocale().language() is QLocale.Language.English
    assert ACTIONS[0].shown_title() == ACTIONS[0].title


def test_catalogues_are_where_the_program_looks() -> None:
    assert (resource("i18n") / "pressmark_fr.qm").stat().st_size > 10_000


# What has to fit

CARD_ROOM = 200.0
"""Pixels of a line of the inspector in a window of 1024 pixels."""


def test_lines_of_the_inspector_fit_a_small_window(qapp: QApplication) -> None:
    metrics = QFontMetricsF(load_theme("light").sans_font(11.5))
    longer = ("Space grows", "marks the article done")  # where there are no buttons a hint has room for more lines
    cut = [
        text
        for message in messages("fr")
        if message.context == "FocusCard" and not any(words in message.source for words in longer)
        for text in (message.source, *message.translations)
        if metrics.horizontalAdvance(text.replace("{keys}", "1–9, 0, A…")) > CARD_ROOM
    ]
    assert cut == []


def test_a_project_s_labels_are_titled_in_french(project: Project, french: str) -> None:
    assert [label.title("fr") for label in project.scheme.labels][:3] == ["Personne", "Organisation", "Lieu"]
