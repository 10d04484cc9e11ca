"""Every statement of the store, built once. Each is a transaction by itself, and no database's dialect."""
