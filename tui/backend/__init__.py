"""What the screens ask for, and the program that answers."""
