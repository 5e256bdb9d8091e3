"""What was made of a document's content and is kept until that content leaves the library."""
