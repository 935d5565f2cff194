"""The charts and tables of the ledger, made of what `pressmark stats --json` says."""

from collections.abc import Mapping, Sequence
from typing import Any

from annotator.model.chart import Chart, Curve
from annotator.model.label_scheme import LabelScheme
from annotator.model.own_models import FEWEST_HELD_BACK, OWN_MODEL
from annotator.ui.model_words import model_name, source_name
from annotator.ui.panels.focus_card import percent
from annotator.ui.stacked_bars import StackedRow
from annotator.ui.wording import Counts, shown_number, translate

Report = Mapping[str, Any]


def learning_chart(stats: Report) -> Chart:
    """F against articles: of the models on what is held back, and of suggestions as they were shown."""
    learning = stats["learning"]
    held_back = [row for row in learning["held_back"] if row["f"] is not None]
    as_shown = [row for row in learning["as_shown"] if row["f"] is not None]
    related = [row for row in held_back if row["relation_f"] is not None]
    curves = (
        Curve(translate("Ledger", "models, on articles kept aside"), _points(held_back, "f")),
        Curve(translate("Ledger", "suggestions as shown"), _points(as_shown, "f"), hue=-2, dashed=True),
        Curve(translate("Ledger", "relations, on articles kept aside"), _points(related, "relation_f"), hue=1),
    )
    lowest = min((y for curve in curves for _, y in curve.points), default=0.5)
    return Chart(
        translate("Ledger", "How right suggestions are (F)"),
        translate("Ledger", "articles learned from, or done"),
        tuple(curve for curve in curves if curve.points),
        y="percent",
        y_range=(max(0.0, int(lowest * 10 - 0.5) / 10), 1.0),
        note=translate("Ledger", "After 10 done articles this shows how right the suggestions were."),
    )


def reliability_chart(stats: Report) -> Chart:
    """Confidence against the share that was right."""
    report = stats["calibration"]["spans"]
    return Chart(
        translate("Ledger", "Can the confidence be trusted?"),
        translate("Ledger", "confidence; on the line, as many were right as it says"),
        tuple(
            Curve(
                name,
                tuple((row["confidence"], row["right"]) for row in report[which]),
                hue=hue,
                joined=False,
                weights=tuple(row["n"] for row in report[which]),
            )
            for which, name, hue in (
                ("before", translate("Ledger", "as scored"), -2),
                ("after", translate("Ledger", "calibrated"), -1),
            )
            if report[which]
        ),
        y="percent",
        x="percent",
        y_range=(0.0, 1.0),
        x_range=(0.0, 1.0),
        diagonal=True,
        note=translate(
            "Ledger", "Once some suggestions are decided this compares their confidence with what was right."
        ),
    )


def cost_charts(stats: Report) -> tuple[Chart, Chart]:
    """Actions and seconds per 1,000 tokens, over the articles done."""
    rows: Sequence[Report] = stats["ledger"]["progress"]
    done = translate("Ledger", "articles done")
    timed = [row for row in rows if row["seconds"]]
    return (
        Chart(
            translate("Ledger", "Actions per 1,000 tokens"),
            done,
            (Curve("", _points(rows, "actions_per_1000")),) if rows else (),
            note=translate("Ledger", "After 10 done articles this shows what 1,000 tokens cost in actions."),
        ),
        Chart(
            translate("Ledger", "Seconds per 1,000 tokens"),
            done,
            (Curve("", _points(timed, "seconds_per_1000"), hue=2),) if timed else (),
            note=translate("Ledger", "After 10 done articles this shows how long 1,000 tokens take."),
        ),
    )


def fate_rows(stats: Report, kind: str, scheme: LabelScheme, language: str) -> list[StackedRow]:
    """What became of each label's suggestions; `kind` is "spans" or "relations"."""
    rows: list[StackedRow] = []
    for name, row in stats["ledger"][kind]["labels"].items():
        label = scheme.label(name) if kind == "spans" else scheme.relation_label(name)
        counts = tuple(row[part] for part in ("accepted", "relabelled", "boundary", "rejected", "left", "added"))
        if any(counts):
            rows.append(StackedRow(name if label is None else label.title(language), counts))
    return rows


def fate_titles() -> tuple[str, ...]:
    """What the parts of a row are called."""
    return (
        translate("Ledger", "accepted"),
        translate("Ledger", "relabelled"),
        translate("Ledger", "boundary moved"),
        translate("Ledger", "rejected"),
        translate("Ledger", "left in a done article"),
        translate("Ledger", "added by hand"),
    )


def source_rows(stats: Report) -> list[tuple[str, ...]]:
    """What suggested, and how right it was: a head, then a row for each that something was decided about."""
    rows: list[tuple[str, ...]] = []
    for row in sorted(stats["ledger"]["sources"], key=lambda row: (row["kind"] != "span", -row["shown"])):
        decided = row["shown"] - row["pending"]
        if not decided:
            continue
        name = source_name(" ".join(part for part in (row["pipeline"], row["version"]) if part))
        if row["model"] is not None or row["pipeline"] == OWN_MODEL:
            name = model_name(row["model"] or row["version"])
        rows.append(
            (
                name,
                translate("Ledger", "entities") if row["kind"] == "span" else translate("Ledger", "relations"),
                shown_number(row["shown"]),
                shown_number(row["accepted"]),
                shown_number(row["relabelled"] + row["boundary"]),
                shown_number(row["rejected"] + row["left"]),
                _percent(row["precision"]),
                _percent(row["recall"]),
            )
        )
    if rows:
        rows.insert(
            0,
            (
                translate("Ledger", "What suggested"),
                "",
                translate("Ledger", "shown"),
                translate("Ledger", "accepted"),
                translate("Ledger", "corrected"),
                translate("Ledger", "rejected"),
                translate("Ledger", "right"),
                translate("Ledger", "found"),
            ),
        )
    return rows


def headlines(stats: Report) -> list[tuple[str, str]]:
    """The figures to know first, each with what it is."""
    found: list[tuple[str, str]] = []
    trained = [
        row for row in stats["learning"]["held_back"] if row["f"] is not None and row["held_back"] >= FEWEST_HELD_BACK
    ]
    in_use = next((row for row in trained if row["state"] == "in_use"), None)
    progress = stats["ledger"]["progress"]
    if in_use is not None:
        found.append(
            (
                _percent(in_use["f"]),
                Counts().f_in_use(in_use["held_back"]),
            )
        )
    elif progress and progress[-1]["f"] is not None:
        found.append((_percent(progress[-1]["f"]), translate("Ledger", "F of what was shown, lately")))
    if progress:
        found.append(
            (f"{progress[-1]['actions_per_1000']:.0f}", translate("Ledger", "actions per 1,000 tokens, lately"))
        )
        if progress[-1]["seconds"]:
            found.append((f"{progress[-1]['seconds_per_1000']:.0f} s", translate("Ledger", "per 1,000 tokens, lately")))
    report = stats["calibration"]["spans"]
    if report["error_after"] is not None:
        found.append(
            (
                f"± {_percent(report['error_after'])}",
                translate("Ledger", "is how far off confidences are; scores: {before}").format(
                    before=f"± {_percent(report['error_before'])}"
                ),
            )
        )
    return found


def _points(rows: Sequence[Report], name: str) -> tuple[tuple[float, float], ...]:
    return tuple((float(row["documents"]), float(row[name])) for row in rows)


def _percent(value: float | None) -> str:
    return "–" if value is None else percent(value)
