"""Mentions of many documents to events: copies, origins, accounts, disputes, the course of days, commitments."""




