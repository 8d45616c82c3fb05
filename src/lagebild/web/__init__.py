"""What is reached by a browser: pages for subscribers, and the bundle as it lies on the disk."""
