"""Precision, recall and F as the training process counts them; the words are the model's, the project keeps them too."""

from annotator.model.scores import Score as Score
from annotator.model.scores import Scores as Scores
from annotator.model.scores import score_sets as score_sets
