"""What stands around the article: header, article list, inspector, label scheme, key bar."""
