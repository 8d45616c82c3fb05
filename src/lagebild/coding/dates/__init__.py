"""Expressions of time in German, English and Russian text, resolved against the day of publication.

The words and patterns of a language are in ``knowledge/time/<lang>.yaml``; what a pattern means is one of the
functions in ``meaning.MEANINGS``, shared by all languages. Conventions are those of TIMEX3: prepositions stand outside
an expression, "vor drei Tagen" is a length (``P3D``) whose days are given beside it. Two conventions are those of news:
a weekday is the last one up to publication unless words or tense point ahead, and the night to Tuesday is Tuesday.
"""

from lagebild.coding.dates.expression import Precision, Role, TimeExpression, TimexType
from lagebild.coding.dates.reader import time_expressions

__all__ = ["Precision", "Role", "TimeExpression", "TimexType", "time_expressions"]
