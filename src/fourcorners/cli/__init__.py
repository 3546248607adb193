"""The command line: reads the request, calls one function, shapes the answer."""
