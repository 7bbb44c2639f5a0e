"""What the user sees: V3 schemas, and a few lines each that convert, call the engine and return."""
