"""What a file to be imported, or one that was written, is complained of in: the formats' part of the table of errors."""

from annotator.ui.wording import QT_TRANSLATE_NOOP

FORMAT_ERRORS: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("errors", "{name} can be read only, not written"),
    QT_TRANSLATE_NOOP("errors", "{written} were written and {read} are read back; nothing was replaced"),
    QT_TRANSLATE_NOOP("errors", "“{words}” ({label}) is written where it was not; nothing was replaced"),
    QT_TRANSLATE_NOOP("errors", "a relation is written where there was none; nothing was replaced"),
    QT_TRANSLATE_NOOP("errors", "it is locked with a password; unpack the archive and import the files"),
    QT_TRANSLATE_NOOP("errors", "it is a link and not a file; nothing outside the archive is read"),
    QT_TRANSLATE_NOOP("errors", "it is packed in a way that can't be read here; unpack the archive"),
    QT_TRANSLATE_NOOP("errors", "the ZIP archive is damaged; fetch it again"),
    QT_TRANSLATE_NOOP("errors", "its place in the archive is damaged; fetch the archive again"),
    QT_TRANSLATE_NOOP(
        "errors",
        "the file would take more than {size} MB unpacked; write it in several, or raise the setting archive_megabytes",
    ),
    QT_TRANSLATE_NOOP("errors", "its user data is not what an export writes: {reason}"),
    QT_TRANSLATE_NOOP("errors", "an id must be a number or a text"),
    QT_TRANSLATE_NOOP("errors", "it holds {count} files, more than {most}; unpack it and import the folder"),
    QT_TRANSLATE_NOOP(
        "errors",
        "it would take {size} MB unpacked, more than {most}; unpack it and import the folder, or raise the setting archive_megabytes",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{name} is packed more than {times} times smaller than it is, as a file made to fill memory would be; unpack it yourself if you trust it",
    ),
    QT_TRANSLATE_NOOP("errors", "it is packed once more, with gzip; unpack the archive and import the folder"),
    QT_TRANSLATE_NOOP("errors", "it is an archive in an archive; unpack the outer one"),
    QT_TRANSLATE_NOOP("errors", "the packed file is damaged and ends here; fetch it again"),
    QT_TRANSLATE_NOOP("errors", "this is none of the formats of {ending} that can be read ({known})"),
    QT_TRANSLATE_NOOP("errors", "the file is longer than {size} MB; cut it into articles"),
    QT_TRANSLATE_NOOP("errors", "the text of these annotations is not there: put {file} beside them"),
    QT_TRANSLATE_NOOP("errors", "“{words}” is no line of brat's standoff format"),
    QT_TRANSLATE_NOOP("errors", "“{words}” is no text-bound annotation: T1, a tab, a label and its offsets"),
    QT_TRANSLATE_NOOP("errors", "“{words}” is no relation: it needs a name and two arguments"),
    QT_TRANSLATE_NOOP("errors", "the relation {name} joins {head} and {child}, and one of them is not there"),
    QT_TRANSLATE_NOOP("errors", "“{words}” is outside the text of {length} characters"),
    QT_TRANSLATE_NOOP(
        "errors", "“{words}” does not agree with the text, which has “{there}” there; is it the right text file?"
    ),
    QT_TRANSLATE_NOOP("errors", "a line has {count} columns, and the first line names {wanted}"),
    QT_TRANSLATE_NOOP("errors", "line {line} has other columns than the lines before it"),
    QT_TRANSLATE_NOOP("errors", "a line is longer than any token can be"),
    QT_TRANSLATE_NOOP("errors", "this document holds no token"),
    QT_TRANSLATE_NOOP("errors", "the file is larger than 1 GB; write it in several, as spaCy's own export does"),
    QT_TRANSLATE_NOOP("errors", "a relation is no object with head, child and label"),
    QT_TRANSLATE_NOOP("errors", "the {side} of a relation is no [start, end]"),
    QT_TRANSLATE_NOOP("errors", "the {side} of a relation, {start}–{end}, is no span"),
    QT_TRANSLATE_NOOP("errors", "the relation {label} joins the tokens {head} and {child}, where no span begins"),
    QT_TRANSLATE_NOOP("errors", "a relation joins {head} and {child}, and one is not there"),
    QT_TRANSLATE_NOOP("errors", "`{name}` must hold triples, [start, end, label]"),
    QT_TRANSLATE_NOOP("errors", "there is no `{name}`"),
    QT_TRANSLATE_NOOP("errors", "the text holds a NUL character; take it out"),
    QT_TRANSLATE_NOOP("errors", "the text holds half a surrogate pair, which is no character"),
    QT_TRANSLATE_NOOP("errors", "{name} must be a whole number"),
    QT_TRANSLATE_NOOP("errors", "number {number} is no JSON object, {{…}}"),
    QT_TRANSLATE_NOOP("errors", "from object {number} on this is not JSON: {detail}"),
    QT_TRANSLATE_NOOP("errors", "the task's data holds no text"),
    QT_TRANSLATE_NOOP("errors", "the row has {count} cells, and the first one names {wanted}"),
    QT_TRANSLATE_NOOP("errors", "the span {label} names tokens that are not there ({start}–{end})"),
    QT_TRANSLATE_NOOP("errors", "a relation names the token {number}, which is not there"),
    QT_TRANSLATE_NOOP("errors", "{name} has the score {score}; a score is from 0 to 1"),
    QT_TRANSLATE_NOOP("errors", "this is not well-formed XML: {detail}, line {line}"),
    QT_TRANSLATE_NOOP("errors", "this is not well-formed XML: it holds half a surrogate pair"),
    QT_TRANSLATE_NOOP(
        "errors", "it declares the entity {name}, which may stand for anything; put its text in its place"
    ),
    QT_TRANSLATE_NOOP("errors", "the entity &{name}; is not declared, line {line}"),
    QT_TRANSLATE_NOOP("errors", "its elements stand more than {most} deep in each other; it was made to harm"),
    QT_TRANSLATE_NOOP("errors", "it holds more than {size} MB in one piece; that is no article, split it"),
    QT_TRANSLATE_NOOP(
        "errors", "it takes in another file (XInclude), which is not followed; put its text in its place"
    ),
    QT_TRANSLATE_NOOP("errors", "it says it is {encoding} but is damaged at 0x{byte}; save it again as UTF-8"),
    QT_TRANSLATE_NOOP("errors", "its encoding {encoding} is unknown; save it again as UTF-8"),
)
"""Fields are named as in `str.format`, as in `error_table`."""
