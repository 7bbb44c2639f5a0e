"""One study per question; each takes an Exam and returns rows."""
