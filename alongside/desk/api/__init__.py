"""What programs are given and may hand in: service accounts, their keys, and /api/v1/."""
