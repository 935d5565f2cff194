"""The window: panels around the article, wired to the session. It holds no logic of keys and no SQL."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTime, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from annotator.model.annotation import Ref
from annotator.model.article import ArticleSpan, ArticleState, Item
from annotator.model.document import DocumentId
from annotator.model.edit import Edit
from annotator.model.errors import StoreError
from annotator.model.label_scheme import LabelScheme
from annotator.settings import Settings
from annotator.ui.actions import Actions
from annotator.ui.article.accessible import FocusSpeaker
from annotator.ui.article_input import ArticleInput
from annotator.ui.background import Background
from annotator.ui.banners import Banners
from annotator.ui.commands import Commands, dialog
from annotator.ui.dropping import ArticleDrop
from annotator.ui.error_text import shown_error, shown_reason
from annotator.ui.gestures import Gestures
from annotator.ui.icons import app_icon
from annotator.ui.item_words import left_of, model_of, sureness_of
from annotator.ui.key_hints import key_hints
from annotator.ui.memory_keeper import MemoryKeeper
from annotator.ui.menus import Menus
from annotator.ui.panels.focus_card import confidence, focus_card
from annotator.ui.possible_list import PossibleList
from annotator.ui.queue import where_left
from annotator.ui.session import Session
from annotator.ui.suggester import Suggester
from annotator.ui.theme import Theme
from annotator.ui.throttle import Throttle
from annotator.ui.trainer import Trainer
from annotator.ui.upkeep import Upkeep
from annotator.ui.window_parts import Side, WindowParts, restore_geometry, save_geometry
from annotator.ui.zone_words import zone_tip

if TYPE_CHECKING:
    from annotator.project import Project

MINIMUM = (800, 480)
PROGRESS_DELAY_MS = 150
DEFAULT_TEXT_PX = 18


class MainWindow(QMainWindow):
    """One window on one session. What it shows comes from the session's signals."""

    open_requested = Signal()
    """Another project is to be chosen and opened."""
    project_requested = Signal(str)
    """That project file is to be opened."""
    theme_requested = Signal()
    """The theme setting changed: the program applies it."""
    language_requested = Signal()
    """The language setting changed: the program makes the window anew."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        theme: Theme,
        *,
        language: str,
        welcome: QWidget | None = None,
        portrait: bool = False,
    ) -> None:
        """`language` is the interface's; `welcome` is shown while no project is open.

        A `portrait` is drawn once, of a project that is only read for it: it looks like one that is worked on.
        """
        super().__init__()
        self._portrait = portrait
        self.session = session
        self.settings = settings
        self.theme = theme
        self.language = session.language = language
        self.actions_table = Actions(session, settings.table("keys"), language=language, parent=self)
        self.gestures = Gestures(session, self.actions_table, self)
        self.suggester = Suggester(session, settings, self)
        self.upkeep = Upkeep(session, self)
        self.memory = MemoryKeeper(session, self)
        self.parts = parts = WindowParts(theme, welcome)
        self.header, self.banner, self.articles, self.view = parts.header, parts.banner, parts.articles, parts.view
        self.empty, self.inspector = parts.empty, parts.inspector
        self.scheme, self.key_bar = parts.scheme, parts.key_bar
        self.trainer = Trainer(session, settings, base=self.suggester.pipeline_name, parent=self)
        self.commands = Commands(self, self.suggester)
        self._menus = Menus(self.header.menu_bar, self.actions_table)
        self._input = ArticleInput(self.view, self.gestures)
        self._possible = PossibleList(self.gestures, parts.possible, self.view)
        self._speaker = FocusSpeaker(session, self.view, language=language)
        self._documents_soon = Throttle(PROGRESS_DELAY_MS, self._refresh_documents, self)
        self._banners = Banners(self.banner, self.actions_table, self.commands.run, self)
        self._background = Background(
            session, self.suggester, self.trainer, self.header, self.key_bar, say=self._banners.say_about, parent=self
        )
        self.setWindowIcon(app_icon())
        self.setMinimumSize(*MINIMUM)
        drop = ArticleDrop(self, self._can_import)
        drop.opened.connect(self.project_requested)
        drop.imported.connect(lambda paths: dialog("import")(self, paths=paths))
        self.setCentralWidget(parts)
        self.view.describe = self._describe
        self.view.describe_zone = lambda zone: zone_tip(session.project, zone)
        table = self.actions_table
        self.addActions([table.action(row.name) for row in table.table() if row.scope == "window"])
        self._connect()
        self.apply_settings()
        restore_geometry(self, parts, settings)
        if session.project is not None:
            self._on_project_opened(session.project)
            self.suggester.start_soon()
        else:
            self._on_closed()

    def _connect(self) -> None:
        session = self.session
        session.project_opened.connect(self._on_project_opened)
        session.article_opened.connect(self._on_article_opened)
        session.article_refreshed.connect(self._on_article_refreshed)
        session.edited.connect(self._on_edited)
        session.focus_changed.connect(self._show_focus)
        session.message.connect(self._on_message)
        session.failed.connect(self._on_failed)
        session.options_changed.connect(self._on_options_changed)
        session.documents_changed.connect(self._documents_soon.request)
        session.scheme_changed.connect(self._show_scheme)
        session.closed.connect(self._on_closed)
        session.long.begun.connect(self._on_long_edit)
        self.view.zone_requested.connect(lambda place, zone: dialog("set_zone")(self, zone=zone, place=place))
        for changed in (self.gestures.relating_changed, self.gestures.possible.changed, self.actions_table.changed):
            changed.connect(self._show_hints)
        self.trainer.replaced.connect(self.suggester.take_model)
        self.header.learning.clicked.connect(lambda: self.commands.run("models"))
        self.upkeep.calibrated.connect(self._show_card)
        self.trainer.replaced.connect(self.upkeep.wake)
        self.articles.article_requested.connect(lambda document: session.open_article(DocumentId(document)))
        self.articles.order_changed.connect(self._on_order_changed)
        self.articles.failed.connect(self._on_failed)
        self.articles.left.connect(self.view.setFocus)
        self.empty.import_requested.connect(lambda: self.commands.run("import"))
        self.empty.show_all_requested.connect(self.articles.clear_filters)
        self.inspector.primary_requested.connect(lambda: self.gestures.perform("accept"))
        self.inspector.secondary_requested.connect(lambda: self.gestures.perform("reject"))
        self.scheme.label_requested.connect(self._on_label_requested)
        self.key_bar.action_requested.connect(lambda name: self.actions_table.action(name).trigger())
        self.parts.sides_changed.connect(self._show_sides)

    # -- what the person sets

    def apply_settings(self) -> None:
        """Take over what may have changed in the settings: text size, options. Theme and language are the program's."""
        self.view.set_options(text_size=round(self.settings.number("text_size") / DEFAULT_TEXT_PX * 100))
        for name in ("show_rejected", "arcs_of_focus_only", "advance_after_accept"):
            if getattr(self.session, name) != self.settings.switch(name):
                self.session.set_option(name, self.settings.switch(name))
        self.memory.use(self.settings.switch("memory"))
        self.suggester.apply_settings()

    def set_theme(self, theme: Theme) -> None:
        """Paint everything with another theme."""
        self.theme = theme
        self.parts.set_theme(theme)

    # -- what the session says

    def _on_project_opened(self, project: "Project") -> None:
        self.parts.show_work(work=True)
        scheme = project.scheme
        subtitle = self.tr("Entities and relations") if scheme.relation_labels else self.tr("Entities")
        self.header.set_project(project.title, subtitle)
        self.setWindowTitle(f"{project.title} – Pressmark")
        self.scheme.set_scheme(scheme, self.language)
        reason = self.tr("Read-only: {reason}").format(reason=shown_reason(project.read_only_reason))
        self._banners.say("read-only", reason if self._read_only() else "")
        self._show_saved(True)
        self.articles.set_project(project)
        self._refresh_documents()
        if self.session.article is not None:
            self._on_article_opened(self.session.article)
        self._show_empty()
        self._show_hints()
        self.view.setFocus()

    def _on_closed(self) -> None:
        self.articles.set_project(None)
        self.view.set_article(None, scheme=LabelScheme(), language=self.language)
        self.header.set_project("Pressmark", "")
        self.header.set_progress(None)
        self.header.saved.set_state(None, "")
        self.setWindowTitle("Pressmark")
        self.parts.show_work(work=False)

    def _on_order_changed(self, ids: list[DocumentId]) -> None:
        self.session.set_queue(ids)
        if self.session.article is None and ids and self.session.project is not None:
            self.session.open_article(where_left(self.session.project, ids))
        self._show_empty()

    def _on_article_opened(self, article: ArticleState | None) -> None:
        project = self.session.project
        if project is None or article is None:
            self._show_empty()
            return
        self.parts.show_article()
        self.view.set_article(article, scheme=project.scheme, language=self.language)
        self.view.set_options(
            show_rejected=self.session.show_rejected, arcs_of_focus_only=self.session.arcs_of_focus_only
        )
        self.articles.set_current(article.document.id)
        self.key_bar.clear_message()
        self._show_counts()
        self._show_focus()

    def _on_article_refreshed(self, article: ArticleState) -> None:
        value = self.view.verticalScrollBar().value()
        self.view.set_article(article, scheme=self._scheme(), language=self.language)
        self.view.verticalScrollBar().setValue(value)
        self._show_counts()
        self._show_focus()

    def _on_edited(self, edit: Edit | None, extents: list[tuple[int, int]]) -> None:
        if edit is not None and (edit.touches("labels") or edit.touches("relation_labels")):
            self._show_scheme()
        if edit is not None and edit.touches("edited_zones"):
            self.view.set_labels(self._scheme(), self.language)
        elif extents:
            self.view.refresh(extents)
        if edit is not None:
            self.articles.model.refresh(edit.documents)
        self._show_counts()
        self._show_card()

    def _show_scheme(self) -> None:
        self.scheme.set_scheme(self._scheme(), self.language)
        self.view.set_labels(self._scheme(), self.language)

    def _on_options_changed(self) -> None:
        self.view.set_options(
            show_rejected=self.session.show_rejected, arcs_of_focus_only=self.session.arcs_of_focus_only
        )
        # kept, so that a preference that is applied later does not take the view back to what it was
        for name in ("show_rejected", "arcs_of_focus_only"):
            if self.settings.switch(name) != getattr(self.session, name):
                self._keep(name, on=getattr(self.session, name))

    def _keep(self, name: str, *, on: bool) -> None:
        try:
            self.settings.set(name, on)
        except StoreError as error:
            self.session.inform(shown_error(error))

    def _on_message(self, text: str, kind: str) -> None:
        if kind == "saved":
            self._show_saved(True)
            self.key_bar.clear_message()
            if self._banners.about == "failed":
                self._banners.say("")
        else:
            self.key_bar.show_message(text, "refused" if kind == "refused" else "info")

    def _on_failed(self, error: StoreError) -> None:
        text = shown_error(error)
        self._show_saved(False, text)
        self._banners.say("failed", text)
        self._speaker.say(text)
        from annotator.ui.dialogs.rescue import show_failure

        show_failure(self, error)

    def _on_long_edit(self, title: str) -> None:
        from annotator.ui.dialogs.long_edit import show_long_edit

        show_long_edit(self, title)

    # -- what is shown

    def _show_focus(self, *_: object) -> None:
        focus = self.session.focus
        self.key_bar.clear_message("refused")  # it was about what had the focus before
        self.view.set_focus(focus)
        extent, article = self.session.focus_extent(), self.session.article
        if extent is not None and article is not None:
            item = article.get(focus) if isinstance(focus, Ref) else None
            start, end = extent if item is None or isinstance(item, ArticleSpan) else article.extent(item.head)
            self.view.ensure_visible(start, end)
        self._show_card()
        self._show_hints()

    def _show_card(self) -> None:
        article, focus = self.session.article, self.session.focus
        item = article.get(focus) if article is not None and isinstance(focus, Ref) else None
        model, sure = model_of(self.session.project, item, article), sureness_of(self.session.project, item)
        card = focus_card(article, focus, self._scheme(), language=self.language, model=model, sureness=sure)
        self.inspector.set_card(card, decide=not self._read_only())
        self.scheme.set_current(
            "label" if isinstance(item, ArticleSpan) else "relation", "" if item is None else item.label
        )

    def _describe(self, item: Item) -> str:
        """The article's tool tip: label, confidence, model."""
        scheme = self._scheme()
        label = scheme.label(item.label) if isinstance(item, ArticleSpan) else scheme.relation_label(item.label)
        title = item.label if label is None else label.title(self.language)
        sure = sureness_of(self.session.project, item)
        model = model_of(self.session.project, item, self.session.article)
        return " · ".join(part for part in (title, confidence(sure.confidence), model) if part)

    def _show_counts(self) -> None:
        article = self.session.article
        if article is None:
            self.scheme.set_counts({}, {})
            self.key_bar.set_progress(None)
            return
        self.scheme.set_counts(article.counts, article.relation_counts)
        self.key_bar.set_progress(*left_of(self.session.project, article))

    def _show_hints(self) -> None:
        self.key_bar.set_hints(key_hints(self.gestures, read_only=self._read_only()))
        keys = self.actions_table.keys("relate")
        self.scheme.set_relation_key(keys[0] if keys else "")

    def _show_saved(self, saved: bool, detail: str = "") -> None:
        project = self.session.project
        if project is not None and self._read_only():
            self.header.saved.set_state(None, self.tr("Read-only"), shown_error(project.read_only_reason))
        elif saved:
            at = QTime.currentTime().toString("HH:mm")
            self.header.saved.set_state(
                True, self.tr("Saved"), self.tr("Every decision is on disk ({time})").format(time=at)
            )
        else:
            self.header.saved.set_state(False, self.tr("Not saved"), detail)

    def _show_empty(self) -> None:
        project = self.session.project
        if project is None or self.session.article is not None:
            return
        if not project.document_count():
            self.empty.show_empty_project()
        elif not self.session.queue:
            self.empty.show_nothing_found()
        else:
            self.empty.show_none_open()
        self.parts.center.setCurrentWidget(self.empty)
        self._show_card()
        self._show_counts()

    def _refresh_documents(self) -> None:
        project = self.session.project
        if project is not None:
            self.header.set_progress(project.progress())
            self.articles.refresh()

    def _show_sides(self) -> None:
        sides: tuple[tuple[str, Side], ...] = (("toggle_list", "list"), ("toggle_inspector", "inspector"))
        for name, side in sides:
            self.actions_table.action(name).setChecked(self.parts.side_shown(side))

    def _on_label_requested(self, name: str) -> None:
        number = next((n for n, label in enumerate(self._scheme().labels, 1) if label.name == name), 0)
        if number:
            self.actions_table.action(f"label_{number}").trigger()
            self.view.setFocus()

    def _scheme(self) -> LabelScheme:
        return LabelScheme() if self.session.project is None else self.session.project.scheme

    # -- Qt's events

    def _read_only(self) -> bool:
        return not self._portrait and self.session.project is not None and self.session.project.read_only

    def _can_import(self) -> bool:
        return self.session.project is not None and not self.session.project.read_only

    def abandon(self) -> None:
        """Let go of the session, which another window takes over at once: the processes end by themselves."""
        self._documents_soon.stop()
        self.trainer.stop()
        self.suggester.stop()
        self.articles.set_project(None)
        self.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        save_geometry(self, self.parts, self.settings)
        self.hide()  # ending the processes may take a second or two, in which nothing is to be seen
        self.trainer.stop(wait=1000)
        self.suggester.stop(wait=1000)
        self.articles.set_project(None)
        self.session.close()
        event.accept()
