"""A cartoon world with exact labels: every clip is drawn and synthesised from one seed."""
