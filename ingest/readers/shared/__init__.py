"""What readers of several families share."""
