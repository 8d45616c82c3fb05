"""Reports and alerts to people: feeds, e-mail, Telegram, webhooks, and a signed bundle of static files."""
