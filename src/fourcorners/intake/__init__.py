"""What comes in from outside: files are told, sealed and labelled, registers are read. Nothing is opened."""
