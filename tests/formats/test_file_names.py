"""Names of files that are never two alike, on any system."""

import unicodedata

from annotator.formats.file_names import file_stems
from annotator.model.record import Record


def test_keys_that_some_system_takes_for_one_have_names_of_their_own() -> None:
    keys = ["Été", unicodedata.normalize("NFD", "Été"), "été", "nul", "a/b", "a//b"]
    stems = [stem for _, stem in file_stems(Record(key, "text") for key in keys)]
    assert stems[:3] == ["Été", f"{keys[1]}-2", "été-3"]
    assert stems[3:] == ["_nul", "a/b", "a/b-2"]
