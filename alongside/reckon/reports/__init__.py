"""Reports to a council's committee: read, checked, and made from figures and sections."""
