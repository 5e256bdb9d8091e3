"""What pypdf knows of a document: fields, layers, attachments, forms; and a second reading of a page."""
