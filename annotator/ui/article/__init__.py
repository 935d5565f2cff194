"""The article on screen: text, span boxes and relation arcs, painted by hand."""
