"""What the API and browser tests share: the server process, browsers, known media, and ways to break the network."""
