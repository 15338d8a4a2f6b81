// The HTML of Markdown.
