"""How the shipped German and English parsers are trained and measured."""
