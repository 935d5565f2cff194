"""`relation_extractor`: a trainable spaCy component for relations between the spans of a document."""
