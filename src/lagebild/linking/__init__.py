"""Mentions of many documents to events: copies, origins, accounts, disputes, the course of days, commitments."""

from lagebild.linking.situation import origin_texts, situation

__all__ = ["origin_texts", "situation"]
