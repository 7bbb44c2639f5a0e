"""Prompts as people write them, in English and Chinese, with what each one asks for: the prompt reader's school."""
