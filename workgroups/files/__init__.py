"""Files people bring or the product makes: stored once by content, served at one guarded address."""
