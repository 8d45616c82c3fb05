"""The sections of a report, each a function from the material to the section."""
