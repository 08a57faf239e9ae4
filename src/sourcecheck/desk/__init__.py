"""The local web page and the editor server; nothing leaves the machine."""
