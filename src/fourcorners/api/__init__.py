"""The door for programs: reads a request, calls one function, shapes the answer."""
