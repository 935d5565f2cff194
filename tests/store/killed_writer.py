"""A process that decides and says so, to be killed: one line on stdout for every decision that was acknowledged."""

import itertools
import sys
from pathlib import Path

from annotator.model.suggestion import ProposedSpan
from annotator.project import Project


def main(path: Path) -> None:
    """Decide for ever; each line is `ACTION EDIT-ID`, written after the action has returned."""
    with Project.open(path) as project:
        document = project.document_ids()[0]
        for turn in itertools.count():
            state = project.article(document)
            if not state.pending_count:
                run = project.start_run("pipeline")
                project.store_suggestions(
                    run, document, [ProposedSpan(at, at + 2, "PER", 0.5) for at in range(0, 600, 3)]
                )
            ref = state.pending()[0]
            if turn % 7 == 6:
                edit = project.undo()
            elif turn % 3:
                edit = project.accept(document, ref)
            else:
                edit = project.reject(document, ref)
            assert edit is not None
            sys.stdout.write(f"{'undo' if turn % 7 == 6 else 'done'} {edit.id}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
